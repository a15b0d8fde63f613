"""The ten figures of the drawn stand-in, each with its usual background."""

from collections.abc import Callable

from helpers.samples.strokes import Number, Sheet, near, pick

Figure = Callable[[Sheet], None]
Colour = tuple[Number, Number, Number]


def _sky(sheet: Sheet) -> None:
    """Blue or grey, brighter below; sometimes anything else."""
    sheet.paint(sheet.box(-9, -9, 9, 9), near(sheet, 0.45, 0.62, 0.85, 0.2))
    sheet.paint(sheet.box(-9, sheet.between(0.2, 2.2), 9, 9), near(sheet, 0.6, 0.68, 0.7, 0.2))
    _sometimes_anything(sheet)


def _sea(sheet: Sheet) -> None:
    _sky(sheet)
    sheet.paint(sheet.box(-9, sheet.between(0.1, 1.0), 9, 9), near(sheet, 0.2, 0.4, 0.55, 0.15))


def _road(sheet: Sheet) -> None:
    sheet.paint(sheet.box(-9, -9, 9, 9), pick(sheet, 0.3, 0.85))
    grey = sheet.between(0.25, 0.6)
    sheet.paint(sheet.box(-9, sheet.between(0.1, 0.9), 9, 9), (grey, grey, grey))
    _sometimes_anything(sheet)


def _meadow(sheet: Sheet) -> None:
    sheet.paint(sheet.box(-9, -9, 9, 9), near(sheet, 0.4, 0.55, 0.45, 0.25))
    sheet.paint(sheet.box(-9, sheet.between(-0.4, 1.0), 9, 9), near(sheet, 0.4, 0.55, 0.25, 0.15))
    _sometimes_anything(sheet)


def _room(sheet: Sheet) -> None:
    sheet.paint(sheet.box(-9, -9, 9, 9), pick(sheet, 0.2, 0.9))
    sheet.paint(sheet.box(-9, sheet.between(0.0, 1.3), 9, 9), pick(sheet, 0.2, 0.8))


def _sometimes_anything(sheet: Sheet) -> None:
    """Every third background is of another colour, so that it does not give the class away."""
    sheet.paint(sheet.box(-9, -9, 9, 9) * sheet.chance(0.35), pick(sheet, 0.15, 0.9))


def _fur(sheet: Sheet) -> Colour:
    """Brown, grey, black or white."""
    light = sheet.between(0.1, 0.85)
    warm = sheet.between(0.0, 0.2)
    return light + warm, light, light - warm


def _darker(colour: Colour, factor: float = 0.6) -> Colour:
    red, green, blue = (factor * level for level in colour)
    return red, green, blue


def _airplane(sheet: Sheet) -> None:
    skin = near(sheet, 0.75, 0.77, 0.8, 0.2)
    reach = sheet.between(0.5, 1.0)
    sheet.paint(sheet.triangle((0.3, 0), (-0.3, reach), (-0.3, 0)), _darker(skin, 0.8))
    sheet.paint(sheet.triangle((-0.3, 0), (-0.3, -0.6 * reach), (0.3, 0)), _darker(skin, 0.7))
    sheet.paint(sheet.line(-1.0, 0, 1.0, 0, 0.17), skin)
    sheet.paint(sheet.triangle((-1.15, -0.55), (-0.65, 0), (-1.15, 0.05)), pick(sheet, 0.1, 0.9))
    sheet.paint(sheet.line(-0.5, -0.04, 0.8, -0.04, 0.03), (0.2, 0.2, 0.3))


def _wheels(sheet: Sheet, *places: Number) -> None:
    for place in places:
        sheet.paint(sheet.ellipse(place, 0.5, 0.25, 0.25), (0.07, 0.07, 0.08))
        sheet.paint(sheet.ellipse(place, 0.5, 0.1, 0.1), (0.6, 0.6, 0.6))


def _automobile(sheet: Sheet) -> None:
    paint = pick(sheet, 0.05, 0.95)
    roof = sheet.between(-0.62, -0.4)
    sheet.paint(sheet.box(-0.65, roof, 0.45, 0.1), _darker(paint, 0.85))
    sheet.paint(sheet.triangle((0.4, roof), (0.75, 0.1), (0.4, 0.1)), _darker(paint, 0.85))
    sheet.paint(sheet.box(-0.52, roof + 0.12, 0.35, -0.05), (0.55, 0.68, 0.75))
    sheet.paint(sheet.box(-1.1, -0.02, 1.1, 0.48), paint)
    _wheels(sheet, -0.62, 0.62)


def _truck(sheet: Sheet) -> None:
    paint = pick(sheet, 0.05, 0.95)
    top = sheet.between(-0.85, -0.5)
    sheet.paint(sheet.box(-1.15, top, 0.45, 0.4), pick(sheet, 0.2, 0.95))
    sheet.paint(sheet.box(0.5, sheet.between(-0.45, -0.25), 1.1, 0.48), paint)
    sheet.paint(sheet.box(0.72, -0.2, 1.02, 0.08), (0.55, 0.68, 0.75))
    sheet.paint(sheet.box(-1.15, 0.34, 1.1, 0.48), (0.2, 0.2, 0.2))
    _wheels(sheet, -0.8, -0.3, 0.75)


def _bird(sheet: Sheet) -> None:
    feathers = pick(sheet, 0.1, 0.8)
    lift = sheet.between(-0.8, 0.3)
    sheet.paint(sheet.triangle((-1.1, -0.1), (-0.4, 0.0), (-0.9, 0.3)), _darker(feathers, 0.7))
    sheet.paint(sheet.ellipse(0, 0.1, 0.62, 0.34), feathers)
    sheet.paint(sheet.line(0.05, 0.05, -0.35, lift, 0.15), _darker(feathers, 0.75))
    sheet.paint(sheet.ellipse(0.6, -0.25, 0.26, 0.24), feathers)
    sheet.paint(sheet.triangle((0.8, -0.33), (1.15, -0.2), (0.8, -0.13)), (0.9, 0.65, 0.15))
    sheet.paint(sheet.ellipse(0.68, -0.3, 0.06, 0.06), (0.02, 0.02, 0.02))
    for foot in (-0.05, 0.15):
        sheet.paint(sheet.line(foot, 0.4, foot, 0.75, 0.03), (0.6, 0.45, 0.2))


def _legs(
    sheet: Sheet, colour: Colour, places: tuple[float, ...], end: float, thick: float
) -> None:
    for place in places:
        step = sheet.between(-0.12, 0.12)
        sheet.paint(sheet.line(place, 0.2, place + step, end, thick), colour)


def _cat(sheet: Sheet) -> None:
    fur = _fur(sheet)
    sheet.paint(sheet.line(-0.6, 0.7, -1.0, sheet.between(-0.4, 0.4), 0.09), _darker(fur, 0.8))
    sheet.paint(sheet.ellipse(-0.1, 0.55, 0.6, 0.5), _darker(fur, 0.9))
    for side in (-1, 1):
        corners = [(0.15 + side * 0.42, -0.85), (0.15 + side * 0.48, -0.3), (0.15, -0.45)]
        sheet.paint(sheet.triangle(*(corners if side > 0 else corners[::-1])), fur)
    sheet.paint(sheet.ellipse(0.15, -0.15, 0.5, 0.44), fur)
    _face(sheet, 0.15, -0.2, near(sheet, 0.6, 0.75, 0.2))


def _dog(sheet: Sheet) -> None:
    fur = _fur(sheet)
    sheet.paint(sheet.line(-0.6, 0.5, -1.0, sheet.between(-0.1, 0.5), 0.08), fur)
    sheet.paint(sheet.ellipse(-0.1, 0.55, 0.6, 0.5), _darker(fur, 0.9))
    sheet.paint(sheet.ellipse(0.15, -0.15, 0.46, 0.48), fur)
    for side in (-1, 1):
        sheet.paint(sheet.ellipse(0.15 + side * 0.48, 0.0, 0.15, 0.42), _darker(fur, 0.55))
    sheet.paint(sheet.ellipse(0.15, 0.12, 0.24, 0.2), near(sheet, 0.7, 0.65, 0.6))
    _face(sheet, 0.15, -0.22, (0.05, 0.04, 0.03))


def _face(sheet: Sheet, x: float, y: float, eyes: Colour) -> None:
    for side in (-1, 1):
        sheet.paint(sheet.ellipse(x + side * 0.2, y, 0.09, 0.08), eyes)
    sheet.paint(sheet.ellipse(x, y + 0.24, 0.08, 0.06), (0.1, 0.05, 0.05))


def _deer(sheet: Sheet) -> None:
    fur = near(sheet, 0.55, 0.4, 0.25, 0.15)
    _legs(sheet, _darker(fur, 0.8), (-0.55, -0.35, 0.2, 0.4), 1.0, 0.06)
    sheet.paint(sheet.ellipse(-0.1, 0.1, 0.62, 0.3), fur)
    sheet.paint(sheet.line(0.4, 0.0, 0.7, -0.5, 0.13), fur)
    sheet.paint(sheet.ellipse(0.82, -0.55, 0.26, 0.15), fur)
    horn = near(sheet, 0.75, 0.65, 0.5)
    for lean in (-0.25, 0.2):
        sheet.paint(sheet.line(0.7, -0.65, 0.7 + lean, -1.15, 0.04), horn)
        sheet.paint(sheet.line(0.7 + lean / 2, -0.9, 0.72 + 2 * lean, -1.0, 0.03), horn)


def _horse(sheet: Sheet) -> None:
    fur = near(sheet, 0.42, 0.3, 0.2, 0.2)
    _legs(sheet, _darker(fur, 0.8), (-0.6, -0.4, 0.25, 0.45), 1.0, 0.08)
    sheet.paint(sheet.line(-0.75, 0.0, -0.98, 0.6, 0.1), _darker(fur, 0.4))
    sheet.paint(sheet.ellipse(-0.1, 0.05, 0.72, 0.36), fur)
    sheet.paint(sheet.line(0.45, -0.05, 0.75, -0.6, 0.19), fur)
    sheet.paint(sheet.line(0.4, -0.25, 0.65, -0.8, 0.08), _darker(fur, 0.4))
    sheet.paint(sheet.line(0.78, -0.65, 1.05, -0.35, 0.14), fur)


def _frog(sheet: Sheet) -> None:
    skin = near(sheet, 0.4, 0.55, 0.2, 0.2)
    for side in (-1, 1):
        sheet.paint(sheet.ellipse(side * 0.65, 0.4, 0.42, 0.25), _darker(skin, 0.75))
        sheet.paint(sheet.line(side * 0.5, 0.5, side * 0.95, 0.7, 0.08), _darker(skin, 0.7))
    sheet.paint(sheet.ellipse(0, 0.2, 0.7, 0.5), skin)
    for side in (-1, 1):
        sheet.paint(sheet.ellipse(side * 0.35, -0.3, 0.22, 0.22), skin)
        sheet.paint(sheet.ellipse(side * 0.35, -0.33, 0.1, 0.1), (0.05, 0.05, 0.02))
    sheet.paint(sheet.line(-0.4, 0.15, 0.4, 0.15, 0.04), _darker(skin, 0.4))


def _ship(sheet: Sheet) -> None:
    hull = pick(sheet, 0.1, 0.7)
    sheet.paint(sheet.box(-0.85, 0.15, 0.7, 0.55), hull)
    sheet.paint(sheet.triangle((0.65, 0.15), (1.2, 0.15), (0.65, 0.55)), hull)
    sheet.paint(
        sheet.box(-0.6, sheet.between(-0.3, -0.1), 0.35, 0.18), near(sheet, 0.85, 0.85, 0.85)
    )
    sheet.paint(sheet.box(-0.35, sheet.between(-0.9, -0.5), -0.1, -0.1), pick(sheet, 0.1, 0.9))
    sheet.paint(sheet.line(0.3, -0.1, 0.3, sheet.between(-1.1, -0.6), 0.04), (0.25, 0.25, 0.25))


FIGURES: tuple[tuple[Figure, Figure], ...] = (
    (_sky, _airplane),
    (_road, _automobile),
    (_sky, _bird),
    (_room, _cat),
    (_meadow, _deer),
    (_room, _dog),
    (_meadow, _frog),
    (_meadow, _horse),
    (_sea, _ship),
    (_road, _truck),
)
"""Background and figure of every class, in the order of the labels."""
