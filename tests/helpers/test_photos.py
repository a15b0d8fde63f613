import io

import numpy as np
import pytest
from PIL import Image

from helpers import photos
from helpers.photos import PhotoError, find_photo, given_photo, open_photo, read_photo

LEFT_DARK = np.zeros((20, 40, 3), np.uint8)
LEFT_DARK[:, 20:] = 200


def test_an_own_photograph_comes_in_colour_and_as_it_is(tmp_path):
    Image.fromarray(LEFT_DARK).save(tmp_path / "img1.png")
    photo = open_photo("img1", tmp_path)
    assert photo.mode == "RGB"
    np.testing.assert_array_equal(np.asarray(photo), LEFT_DARK)


def test_a_photograph_of_a_phone_is_turned_upright(tmp_path):
    exif = Image.Exif()
    exif[0x0112] = 6  # held upright: to be turned by a quarter clockwise
    Image.fromarray(LEFT_DARK).save(tmp_path / "img1.jpg", exif=exif, quality=95)
    photo = np.asarray(open_photo("img1", tmp_path))
    assert photo.shape == (40, 20, 3)
    assert photo[:15].mean() < 10  # what was left is now above
    assert photo[25:].mean() > 190


@pytest.mark.parametrize("mode", ["L", "1", "P", "CMYK", "RGBA", "LA"])
def test_every_mode_becomes_colour(tmp_path, mode):
    ending = "jpg" if mode == "CMYK" else "png"
    Image.fromarray(LEFT_DARK).convert(mode).save(tmp_path / f"img2.{ending}")
    photo = open_photo("img2", tmp_path)
    assert photo.mode == "RGB"
    assert np.asarray(photo)[:, :15].mean() < 20
    assert np.asarray(photo)[:, 25:].mean() > 150


def test_transparent_places_are_white(tmp_path):
    layered = Image.new("RGBA", (4, 4), (10, 20, 30, 255))
    layered.putpixel((0, 0), (10, 20, 30, 0))
    layered.save(tmp_path / "img1.png")
    photo = open_photo("img1", tmp_path)
    assert photo.getpixel((0, 0)) == (255, 255, 255)
    assert photo.getpixel((1, 1)) == (10, 20, 30)
    index = layered.quantize(4)
    index.info["transparency"] = index.getpixel((0, 0))
    index.save(tmp_path / "img2.png", transparency=index.getpixel((0, 0)))
    assert open_photo("img2", tmp_path).getpixel((0, 0)) == (255, 255, 255)


def test_sixteen_bits_are_scaled_and_not_cut_off(tmp_path):
    values = np.linspace(0, 65535, 64, dtype=np.uint16).reshape(8, 8)
    Image.fromarray(values).save(tmp_path / "img1.png")
    grey = np.asarray(open_photo("img1", tmp_path))[..., 0].ravel()
    np.testing.assert_allclose(grey, np.linspace(0, 255, 64), atol=1)


def test_a_missing_photograph_is_told_with_what_is_there(tmp_path):
    Image.fromarray(LEFT_DARK).save(tmp_path / "holiday.jpg")
    with pytest.raises(PhotoError, match=r"no img1\.jpg .*\(pictures there: holiday\.jpg\); put"):
        open_photo("img1", tmp_path)


def test_instead_of_a_missing_one_a_given_one_can_be_taken_and_that_is_said(tmp_path, capsys):
    photo = open_photo("img1", tmp_path, otherwise="china")
    assert photo.size == given_photo("china").size
    assert "There is no file img1.jpg here" in capsys.readouterr().out
    Image.fromarray(LEFT_DARK).save(tmp_path / "img1.png")
    assert open_photo("img1", tmp_path, otherwise="china").size == (40, 20)
    assert capsys.readouterr().out == ""


def test_two_files_of_one_name_and_a_phones_own_format_are_told(tmp_path):
    for ending in ("jpg", "png"):
        Image.fromarray(LEFT_DARK).save(tmp_path / f"img1.{ending}")
    with pytest.raises(PhotoError, match=r"img1\.jpg, img1\.png: expected one file img1"):
        find_photo("img1", tmp_path)
    (tmp_path / "img2.HEIC").write_bytes(b"x")
    with pytest.raises(PhotoError, match=r"img2\.HEIC is in a format .*save it as img2\.jpg"):
        find_photo("img2", tmp_path)


@pytest.mark.parametrize("damage", ["text", "half", "empty"])
@pytest.mark.parametrize("filled_up", [False, True])
def test_a_damaged_file_is_told(tmp_path, monkeypatch, damage, filled_up):
    # weasyprint, for one, sets it for the whole process
    monkeypatch.setattr("PIL.ImageFile.LOAD_TRUNCATED_IMAGES", filled_up)
    buffer = io.BytesIO()
    given_photo("flower").save(buffer, "JPEG")
    whole = buffer.getvalue()
    content = {"text": b"no picture", "half": whole[: len(whole) // 2], "empty": b""}[damage]
    (tmp_path / "img1.jpg").write_bytes(content)
    with pytest.raises(PhotoError, match=r"img1\.jpg cannot be read \(.*\); open it in a picture"):
        open_photo("img1", tmp_path)
    with pytest.raises(PhotoError, match="the picture cannot be read"):
        read_photo(io.BytesIO(content))


def test_given_photographs_are_there_and_an_unknown_one_is_told():
    for name in photos.given_photos():
        photo = given_photo(name)
        assert photo.mode == "RGB"
        assert min(photo.size) >= 300
    with pytest.raises(PhotoError, match="no photograph 'dog'; expected one of china, flower"):
        given_photo("dog")
