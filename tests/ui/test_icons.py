import pytest

from yucaihui.ui.icons import FOLDER, drawing


@pytest.mark.parametrize("name", sorted(path.stem for path in FOLDER.glob("*.svg")))
def test_icons_are_decoration_without_style_or_frame(name: str) -> None:
    svg = drawing(name)
    assert svg.startswith('<svg class="icon" viewBox="0 0 24 24"')
    assert svg.endswith("</svg>")
    assert 'aria-hidden="true"' in svg
    assert "style=" not in svg
    assert "\n" not in svg
    assert 'stroke="none"' not in svg


def test_an_unknown_icon_is_refused() -> None:
    with pytest.raises(FileNotFoundError):
        drawing("no-such-icon")
