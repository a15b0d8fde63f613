import socket
import threading

from homeroom.kernels import wire
from homeroom.kernels.server import Server


def test_does_a_template_without_work_end(tmp_path):
    here, there = wire.pair()
    with here, there:
        server = Server(there, tmp_path, boxed=False, idle=0.1)
        thread = threading.Thread(target=server.serve)
        thread.start()
        thread.join(5)
        assert not thread.is_alive()


def test_is_a_request_without_its_descriptors_passed_over(tmp_path):
    here, there = wire.pair()
    with here, there:
        server = Server(there, tmp_path, boxed=False, idle=60)
        thread = threading.Thread(target=server.serve)
        thread.start()
        wire.send(here, {"role": "kernel"})
        here.send(b"no json")
        here.shutdown(socket.SHUT_RDWR)
        thread.join(5)
        assert not thread.is_alive() and not server.forks
