"""Addresses of calls: what everybody reads, and where the office sets them up."""

from django.urls import path, register_converter

from yucaihui.competitions.views import calls, setup


class KindConverter:
    """The three kinds of definitions."""

    regex = "form|rules|rubric"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class EndConverter(KindConverter):
    """How an edition ends."""

    regex = "archived|cancelled"


register_converter(KindConverter, "definition")
register_converter(EndConverter, "end")
OFFICE, EDITION, TRACK = (
    "office/competitions/",
    "office/competitions/editions/<slug:uid>/",
    "office/competitions/tracks/<slug:uid>/",
)
PUBLIC = "competitions/<slug:code>/<int:year>/"

urlpatterns = [
    path("competitions/", calls.home, name="home"),
    path(PUBLIC, calls.edition, name="edition"),
    path(f"{PUBLIC}gallery/", calls.gallery_page, name="gallery"),
    path(f"{PUBLIC}tracks/<slug:name>/", calls.track, name="track"),
    path(OFFICE, setup.editions, name="editions"),
    path(f"{OFFICE}new/", setup.new_competition, name="new_competition"),
    path(f"{OFFICE}new-edition/", setup.new_edition, name="new_edition"),
    path(EDITION, setup.setup, name="setup"),
    path(f"{EDITION}change/", setup.edit_edition, name="edit_edition"),
    path(f"{EDITION}publish/", setup.publish, name="publish_edition"),
    path(f"{EDITION}end/<end:state>/", setup.end, name="end_edition"),
    path(f"{EDITION}new-track/", setup.new_track, name="new_track"),
    path(TRACK, setup.track_setup, name="track_setup"),
    path(f"{TRACK}change/", setup.edit_track, name="edit_track"),
    path(f"{TRACK}copy/", setup.copy, name="copy_definitions"),
    path(f"{TRACK}new-stage/", setup.new_stage, name="new_stage"),
    path(f"{TRACK}<definition:kind>/", setup.definition, name="definition"),
    path(
        f"{TRACK}<definition:kind>/<int:number>/",
        setup.definition_version,
        name="definition_version",
    ),
    path("office/competitions/stages/<slug:uid>/", setup.edit_stage, name="edit_stage"),
]
