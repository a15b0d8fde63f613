import threading

from homeroom.kernels import wire
from homeroom.kernels.branches import refuse


def test_is_every_request_refused_with_the_reason_until_none_comes():
    here, there = wire.pair()
    thread = threading.Thread(target=refuse, args=(there, "a file is left behind", 1.0))
    thread.start()
    for _ in range(2):
        control, its_control = wire.pair()
        handover, its_handover = wire.pair()
        wire.send(here, {"role": "kernel"}, [its_control.fileno(), its_handover.fileno()])
        its_control.close()
        its_handover.close()
        assert wire.receive(control) == ({"failed": "a file is left behind"}, [])
        handover.settimeout(5)
        assert handover.recv(1) == b""  # whoever waits for the kernel learns that there is none
        control.close()
        handover.close()
    wire.send(here, {"no": "files"})
    here.send(b"no json")
    thread.join(10)  # the template cannot end before its branches do
    assert not thread.is_alive()
    here.close()
    there.close()
