import pytest

from yucaihui.engines.text.resumes.parse import parse_resume

EUROPASS = """<?xml version="1.0" encoding="UTF-8"?>
<Candidate xmlns="http://www.europass.eu/1.0" xmlns:oa="http://www.openapplications.org/oagis/9"
 xmlns:eures="http://www.europass_eures.eu/1.0" xmlns:hr="http://www.hr-xml.org/3">
<CandidatePerson><PersonName><oa:GivenName>Mara</oa:GivenName>
<hr:FamilyName>Lindqvist</hr:FamilyName></PersonName>
<Communication><ChannelCode>Email</ChannelCode><oa:URI>mara@example.org</oa:URI></Communication>
<Communication><ChannelCode>Telephone</ChannelCode><CountryDialing>46</CountryDialing>
<oa:DialNumber>701234567</oa:DialNumber></Communication>
<Communication><Address type="home"><oa:CityName>Gothenburg</oa:CityName>
<CountryCode>se</CountryCode></Address></Communication>
<NationalityCode>se</NationalityCode><hr:BirthDate>1990-02-03</hr:BirthDate>
<PrimaryLanguageCode name="NORMAL">swe</PrimaryLanguageCode></CandidatePerson>
<CandidateProfile languageCode="en">
<ExecutiveSummary>&lt;p&gt;Optics &amp;amp; light.&lt;/p&gt;</ExecutiveSummary>
<EmploymentHistory><EmployerHistory><hr:OrganizationName>Kestrel Optics AB</hr:OrganizationName>
<PositionHistory><PositionTitle>Photonics Engineer</PositionTitle><eures:EmploymentPeriod>
<eures:StartDate><hr:FormattedDateTime>2016-09</hr:FormattedDateTime></eures:StartDate>
<hr:CurrentIndicator>true</hr:CurrentIndicator></eures:EmploymentPeriod>
<oa:Description>&lt;ul&gt;&lt;li&gt;Lenses&lt;/li&gt;&lt;li&gt;Lasers&lt;/li&gt;&lt;/ul&gt;</oa:Description>
<City>Lund</City><Country>se</Country></PositionHistory></EmployerHistory></EmploymentHistory>
<EducationHistory><EducationOrganizationAttendance>
<hr:OrganizationName>University of Westmark</hr:OrganizationName>
<EducationLevelCode>8</EducationLevelCode><AttendancePeriod>
<StartDate><hr:FormattedDateTime>2012-10</hr:FormattedDateTime></StartDate>
<EndDate><hr:FormattedDateTime>2016-06</hr:FormattedDateTime></EndDate></AttendancePeriod>
<EducationDegree><hr:DegreeName>PhD Applied Physics</hr:DegreeName></EducationDegree>
</EducationOrganizationAttendance></EducationHistory>
<PersonQualifications><PersonCompetency><CompetencyID>eng</CompetencyID>
<hr:TaxonomyID>language</hr:TaxonomyID>
<CompetencyDimension><eures:Score><hr:ScoreText>C1</hr:ScoreText></eures:Score></CompetencyDimension>
<CompetencyDimension><eures:Score><hr:ScoreText>B2</hr:ScoreText></eures:Score></CompetencyDimension>
<CompetencyDimension><eures:Score><hr:ScoreText>C1</hr:ScoreText></eures:Score></CompetencyDimension>
</PersonCompetency></PersonQualifications>
</CandidateProfile></Candidate>"""


def test_a_europass_file_is_read_whole() -> None:
    parsed = parse_resume(EUROPASS.encode())
    assert parsed.resume == {
        "basics": {
            "name": "Mara Lindqvist",
            "email": "mara@example.org",
            "phone": "+46 701234567",
            "summary": "Optics & light.",
            "location": {"city": "Gothenburg", "countryCode": "SE"},
        },
        "work": [
            {
                "name": "Kestrel Optics AB",
                "position": "Photonics Engineer",
                "location": "Lund, SE",
                "startDate": "2016-09",
                "highlights": ["Lenses", "Lasers"],
            }
        ],
        "education": [
            {
                "institution": "University of Westmark",
                "area": "Applied Physics",
                "studyType": "PhD",
                "startDate": "2012-10",
                "endDate": "2016-06",
            }
        ],
        "languages": [
            {"language": "Swedish", "fluency": "Native"},
            {"language": "English", "fluency": "C1"},
        ],
    }
    assert parsed.protected == {"birth": "1990-02-03", "nationality": "se"}


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b'<?xml version="1.0"?><!DOCTYPE Candidate [<!ENTITY x "y">]><Candidate>&x;</Candidate>',
         "unsafe_xml"),
        ('<?xml version="1.0" encoding="utf-16"?><!DOCTYPE a><a/>'.encode("utf-16"), "unsafe_xml"),
        (b"<?xml version='1.0'?><Candidate><open></Candidate>", "broken"),
        (b"<?xml version='1.0'?><rss><channel/></rss>", "not_a_resume"),
    ],
)  # fmt: skip
def test_other_xml_is_refused(data: bytes, reason: str) -> None:
    assert parse_resume(data).reason == reason
