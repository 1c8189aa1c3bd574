"""The channels in the head of every page, for whom each is meant."""

from django.utils.translation import gettext_lazy as _

from yucaihui.ui.navigation import NavItem

CHANNELS = (
    NavItem(_("Positions"), "recruitment:positions", order=10),
    NavItem(_("Employers"), "recruitment:employers", order=20),
    NavItem(_("Competitions"), "competitions:home", order=25),
    NavItem(_("For me"), "recruitment:my_matches", frozenset({"talent"}), order=30),
    NavItem(_("My applications"), "recruitment:my_applications", frozenset({"talent"}), order=40),
    NavItem(_("My entries"), "competitions:my_entries", frozenset({"talent"}), order=45),
    NavItem(_("My judging"), "competitions:judging", frozenset({"judge"}), order=46),
    NavItem(_("My record"), "directory:record", frozenset({"talent", "judge"}), order=50),
    NavItem(_("My organisations"), "directory:my_organisations", frozenset({"partner"}), order=30),
    NavItem(_("Employer's desk"), "recruitment:employer_home", frozenset({"employer"}), order=30),
    NavItem(_("Applications"), "recruitment:board", frozenset({"employer"}), order=40),
    NavItem(_("Office"), "portal:office", frozenset({"office", "administrator"}), order=60),
)
