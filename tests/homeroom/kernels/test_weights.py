def test_are_pretrained_weights_of_the_cache_there_and_read_only(start, tmp_path, isolation):
    import torch

    folder = tmp_path / "hub" / "checkpoints"
    folder.mkdir(parents=True)
    torch.save({"w": torch.ones(2)}, folder / "tiny-12345678.pth")
    from homeroom.kernels import client

    # The template is told once where weights lie: a new one for this test.
    before = client._templates.pop(isolation, None)
    try:
        kernel = start(torch_home=str(tmp_path), spares=0)
        code = """
import torch
url = "https://example.org/tiny-12345678.pth"
state = torch.hub.load_state_dict_from_url(url, weights_only=True)
"""
        assert kernel.evaluate(code, "state['w'].tolist()") == [1.0, 1.0]
        kernel.close()
    finally:
        client._templates.pop(isolation).close()
        if before is not None:
            client._templates[isolation] = before
