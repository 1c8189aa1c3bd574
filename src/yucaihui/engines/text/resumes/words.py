"""What tells an organisation from a job title and a school from a field of study.

General vocabulary only: legal forms, kinds of organisation, heads and modifiers of titles,
disciplines. Names of schools or firms are not listed, so unseen ones are read as well.
"""

import re

_LEGAL = (
    r"Ltd|Limited|Inc|Incorporated|LLC|LLP|Corp|Corporation|Co|Company|GmbH|mbH|AG|KG|SE|S\.?A|SAS|SARL"
    r"|B\.?V|N\.?V|PLC|Pte|Pty|K\.?K|Oyj?|AB|A/S|ApS|S\.?r\.?l|S\.?p\.?A|Sdn|Bhd|Group|Holdings?|e\.?V"
)
# A legal form as a whole word, with the stop and comma it may carry.
LEGAL_FORM = re.compile(rf"(?<![\w.])(?:{_LEGAL})(?![\w&])\.?(?!\w)")

ORG_ZH = re.compile(
    r"(?:公司|集团|研究院|研究所|研究中心|大学|学院|医院|银行|中心|实验室|事务所|工厂|厂|管委会|委员会|协会|学会|学校|中学|小学"
    r"|幼儿园|科学院|工程院|设计院|规划院|检测院|总院|分院|总局|分局|局|委|部队|政府|出版社|报社|电视台|基金会|工作室|研究室|车间"
    r"|事业部|总部|分公司|子公司|合作社|酒店|股份|有限公司|有限责任公司|控股|院|所|站|社)(?:[(（][^()（）]*[)）])?$"
)
SCHOOL_ZH = re.compile(
    r"(?:大学|学院|学校|中学|高中|一中|职高|党校|科学院|研究院|研究所|研究生院|分校|校区)(?:[(（][^()（）]*[)）])?$"
)
SCHOOL_EN = re.compile(
    r"\b(?:universit\w*|college|institute?s?|school|academy|polytechnic|polytech|hochschule|école|ecole|politecnico"
    r"|universidad|universidade|universität|université|universiteit|lyc[ée]e|faculty|gymnasium|eth|epfl|iit|nit|tu"
    r"|kaist|postech|mit|ucla|ucl|inst\.?|conservator\w+|seminary)\b|üniversitesi",
    re.IGNORECASE,
)
# English words an organisation's name often ends with.
ORG_TAILS = frozenset(
    "academy administration aerospace agency airlines analytics associates association audio authority automation automotive "
    "aviation bank bio biologics biologicals biomedical biopharma biosciences biosystems biotech biotechnologies biotechnology brands "
    "bureau capital center centre chemicals clinic cloud college commission communications components "
    "consortium construction consultants consulting council data department devices diagnostics "
    "digital dynamics electric electronics energy engineering enterprises entertainment equipment "
    "faculty finance financial firm foods foundation foundry games genetics genomics global hospital "
    "hotels imaging industrial industries informatics innovation innovations institute instruments insurance "
    "international intelligence interactive investments lab laboratories laboratory labs learning logistics machinery "
    "machines manufacturing maritime marketing materials mechanics mechatronics media medical metals ministry mining "
    "mobility motors museum nano nanotech networks nutrition office oil optics optoelectronics organisation organization "
    "outfitters packaging partners pharma pharmaceutical pharmaceuticals photonics plastics power press products productions "
    "properties railways realty renewables research resources retail robotics school science sciences security "
    "semiconductor semiconductors sensors services shipping shipyard silicon society software solar solutions space steel "
    "storage studio studios supply systems tech technologies technology telecom textiles therapeutics "
    "tools toys trading transport trust university utilities vaccines ventures vision water wind works workshop worldwide".split()
)

TITLE_ZH = re.compile(
    r"(?:工程师|经理|总监|研究员|科学家|主管|专员|助理|顾问|教授|讲师|设计师|架构师|分析师|实习生|主任|总裁|负责人|技术员|博士后|院长|厂长"
    r"|所长|处长|科长|部长|校长|组长|班长|队长|店长|代表|会计|出纳|教师|老师|医生|医师|药师|护士|护师|律师|编辑|记者|翻译|顾问|文员"
    r"|秘书|董事|合伙人|创始人|员|师|长|岗|家|工|开发|运维|测试|算法|销售|运营|产品|程序员|操作工|技工|学徒|培训生|储备干部|实习"
    r"|研发|法务|行政|人事|采购|财务|客服|C[ETFOIPMS]O|VP|PM|HR|HRBP|Leader|leader)(?:[(（][^()（）]*[)）]|[IVX]{1,3}|\d)?$"
)
# English words a job title ends with.
TITLE_HEADS = frozenset(
    "accountant administrator advisor adviser agent analyst apprentice architect assistant associate attorney auditor "
    "biologist biostatistician buyer captain chair chairman chairperson chairwoman chef chemist chief cio ceo cfo clerk cmo "
    "coach co-founder cofounder consultant controller cook coordinator coo counsel counselor counsellor cto "
    "dean demonstrator dentist designer developer director doctor draftsman driver economist editor electrician engineer "
    "entrepreneur evangelist examiner executive expert facilitator fellow fellowship foreman founder geologist "
    "handler head hygienist illustrator inspector instructor intern internship interpreter inventor investigator journalist "
    "judge laborer lawyer lead leader lecturer librarian machinist manager mathematician mechanic member mentor "
    "merchandiser microbiologist modeler modeller nurse officer operator owner paralegal paramedic partner "
    "pathologist pharmacist pharmacologist photographer physician physicist physiotherapist pilot planner postdoc pm president principal producer "
    "professor professorship programmer psychologist publisher radiographer realtor receptionist recruiter "
    "registrar reporter representative researcher scholar scientist secretary sergeant server specialist "
    "statistician steward strategist student superintendent supervisor surgeon surveyor sre swe teacher "
    "teller tester therapist toxicologist trader trainee trainer translator treasurer tutor underwriter vet veterinarian virologist "
    "volunteer vp warden waiter welder writer".split()
)
# English words that stand before the head of a title.
TITLE_MODIFIERS = frozenset(
    "3d 5g account accounting acquisition adas additive advanced aerodynamics aerospace agile ai algorithm algorithms analog "
    "analogue analytical analytics android antibody application applications applied aquatic art artificial asic assay asset assistant "
    "associate assurance audio audit automation automotive autonomous aviation avionics backend back-end bank battery bi "
    "big biochemical bioinformatics biological biomedical bioprocess biotech biotechnology block blockchain bms board brand branch "
    "budget building business c c++ cad cae calibration care catalyst category cell ceramics certified cfd change "
    "channel characterization chemical chemistry chief chip civil client climate clinical cloud coating "
    "commercial commissioning communication communications community compiler compliance component "
    "composite composites computational computer computing construction content contract control controls "
    "corporate corrosion cost creative credit crm crystal customer cyber cybersecurity data database deep delivery demand "
    "deployment deputy design device devops diagnostics digital director display distributed domain drug dynamics "
    "e-commerce ecommerce education elearning electric electrical electrochemical electrochemistry electronic electronics "
    "embedded energy engine engineering enterprise environment environmental epidemiology equipment erp etl evaluation "
    "executive experience experimental export external fab facilities facility failure fashion field film finance financial "
    "firmware fixed fleet food formulation fpga front frontend front-end fuel full full-stack fullstack functional fund game "
    "games gas general genetic genetics genome genomics geotechnical gis global gpu graduate graphic graphics "
    "grid group growth gui hardware hazard head health healthcare heat high hmi hr human hvac hydraulic hydraulics hydrogen ic "
    "image imaging immunology import industrial industry information infrastructure infra innovation inside "
    "instrumentation insurance integrated integration intelligence interaction interface interior "
    "internal international internet inventory investment ios iot it java javascript junior key kernel knowledge lab "
    "laboratory laser lead leading learning legal light lighting linguistics lithium lithography llm logistics loss machine "
    "maintenance managing manufacturing marine market marketing material materials mathematics measurement mechanical mechatronics "
    "media medical medicinal medicine mems messaging metallurgical metallurgy metrology microbiology microwave middle mining "
    "ml mlops mobile mobility model modeling modelling molecular motion motor multimedia nano natural naval net network "
    "networking neural nlp node nuclear numerical nursing ocean offshore on onboarding online operating operation operations optical "
    "optics optimization optoelectronic organic organizational outreach packaging parallel part-time partner partnership partnerships "
    "patent payment payroll pcb people perception performance petroleum pharma pharmaceutical pharmacology "
    "photonics php physical physics pipeline plan planning plant plastics platform platforms policy polymer portfolio "
    "postdoctoral powertrain power pre-sales pricing principal print privacy process processing procurement product production "
    "program programme programming project projects propulsion protein protocol prototype public purchasing python qa quality "
    "quantitative quantum radar radio rail react reactor real recruiting recruitment regional registered regulatory "
    "reliability relations remote renewable requirements research reservoir resource resources retail rf risk robot robotic "
    "robotics safety sales satellite science scientific search section security semiconductor senior sensing sensor service "
    "services settlement sheet shift signal signals silicon simulation site sixth smart social software solar solution "
    "solutions sourcing space speech sql sr stack staff standards statistical steel storage strategic strategy structural "
    "structures student summer support supply surface sustainability synthesis system systems talent tax teaching team "
    "tech technical technology telecom test testing text thermal thin tissue tool tooling tools toxicology traffic training "
    "transaction transformation translational transmission transport transportation treasury ui underwriting university "
    "unix ux ui/ux user vaccine vehicle vehicles verification vice video virtual vision visiting visual visualization "
    "vlsi warehouse wastewater water wealth web welding wet wireless wind yield junior jr jr. sr. chain co of and & / - ii iii".split()
)
# Words for disciplines; a field of study is a run of these.
FIELD_WORDS = frozenset(
    "accounting acoustics actuarial administration aeronautical aeronautics aerospace affairs agricultural agriculture agronomy "
    "algorithms analysis analytics anatomy animal anthropology applied archaeology architectural architecture art artificial arts "
    "asian astronautics astronomy astrophysics atmospheric audio automation automotive aviation banking biochemical "
    "biochemistry bioengineering bioinformatics biological biology biomaterials biomedical biomedicine biophysics bioprocess "
    "biosciences biostatistics biotechnology botany business cell chemical chemistry civil classics climate clinical cognitive "
    "commerce communication communications community comparative complex composite computation computational "
    "computer computing construction control counseling creative criminology cultural culture cyber cybersecurity "
    "data dental dentistry design development digital drug dynamics earth ecology economic economics education "
    "electrical electronic electronics embedded energy engineering english entomology entrepreneurship environment "
    "environmental epidemiology ethics experimental film finance financial fine fisheries fluid food foreign forensic forestry "
    "french game gender general genetics genomics geographic geographical geography geoinformatics geology "
    "geophysics geotechnical german global government graphic graphics health healthcare higher history horticulture "
    "hospitality human humanities hydrology imaging immunology industrial informatics information "
    "infrastructure innovation instrumentation integrated intelligence interaction interactive interdisciplinary interior international "
    "internet journalism jurisprudence kinesiology landscape language languages law leadership learning legal "
    "liberal library life linguistics literature logistics machine management manufacturing marine maritime marketing "
    "materials math mathematical mathematics maths mechanical mechanics mechatronic mechatronics media medical medicinal "
    "medicine metallurgical metallurgy meteorology microbiology microelectronics mineral mining mobile molecular "
    "music nanoscience nanotechnology natural nautical naval network networks neural neuroscience nuclear nursing nutrition "
    "occupational ocean oceanography of operations optical optics optoelectronics organic organizational "
    "pathology pedagogy performing petroleum pharmaceutical pharmaceutics pharmacology pharmacy philosophy photonics "
    "physical physics physiology planning plant plasma policy political politics polymer power precision process "
    "production project property psychology public pure quantitative quantum railway rehabilitation relations "
    "reliability religion renewable research resource resources robotic robotics rural safety satellite science sciences "
    "security semiconductor semiconductors signal social sociology software soil solid space spanish speech "
    "sport sports statistical statistics strategic structural studies supply surveying sustainability "
    "sustainable synthetic system systems taxation technologies technology telecommunication telecommunications "
    "textile textiles theatre theology theoretical therapy thermal tourism toxicology traffic translation transport transportation "
    "urban vehicle veterinary virology vision visual vlsi water web welding wireless writing zoology and & / chinese japanese mba".split()
)
# A field of study rarely holds more words than this.
LONGEST_FIELD = 6

DEGREE_ZH = re.compile(
    r"(?:全日制|非全日制|统招|在职|自考|成人|函授|网络|双学位|第一学历|第二学位|双|第二|联合培养|在读|普通全日制|公派)?"
    r"(?:博士后|博士研究生|硕士研究生|大学本科|大学专科|本科生|专科生|博士|硕士|研究生|本科|学士|大专|专科|高职|高中|中专|职高|技校|初中)"
    r"(?:在读|毕业|学历|学位|生)?"
)
DEGREE_ZH_FULL = re.compile(
    rf"(?:[\u4e00-\u9fff]{{1,6}}(?:博士|硕士|学士)|{DEGREE_ZH.pattern}|MBA|EMBA|MPA|PhD|专升本|学历)"
    rf"(?:\s*[/／(（、+]\s*(?:[\u4e00-\u9fff]{{0,6}}(?:博士|硕士|学士|学位|本科|研究生|在读|全日制|非全日制|统招))[)）]?)*"
)
DEGREE_EN = re.compile(
    r"(?<![\w.])(?:"
    r"(?:Doctor(?:ate|al)?|Master(?:'?s|’s)?|Bachelor(?:'?s|’s)?|Associate(?:'?s|’s)?)"
    r"(?: of (?:(?:Applied |Business |Computer |Social |Fine |Liberal |Public |Medical |Technology )?(?:Science|Sciences|Arts|Engineering|Philosophy|Technology|Business Administration"
    r"|Laws?|Medicine|Education|Commerce|Architecture|Research|Surgery|Pharmacy|Public Health|Design|Economics|Administration)))?"
    r"(?: (?:degree|diploma|program(?:me)?))?(?: \((?:Hons\.?|Honou?rs)\))?"
    r"|Ph\. ?D\.?|PhD|D\.?Phil\.?|DSc|Sc\.?D\.?|Dr\.-Ing\.|Dr\. rer\. nat\.|Eng\.?D\.?|Ed\.?D\.?|M\.?D\.|J\.?D\.?|LL\.?[BM]\.?"
    r"|M\.?Sc\.?|M\.?Eng\.?|M\.?B\.?A\.?|M\.?Phil\.?|M\.?Tech\.?|M\.?Res\.?|M\.?Ed\.?|M\.A\.?|M\.S\.?|MA|MS|MPA|MPH|MFA|MEng|MCA|EMBA"
    r"|B\.?Sc\.?|B\.?Eng\.?|B\.?Tech\.?|B\.?B\.?A\.?|B\.?Com\.?|B\.?Ed\.?|B\.?Arch\.?|B\.A\.?|B\.S\.?|B\.E\.?|BA|BS|BE|BFA|BCA|MBBS"
    r"|Diplom(?:-Ingenieur)?|Dipl\.?-Ing\.?|Staatsexamen|Magister|Licenciatura|Licence|Laurea|Postgraduate Diploma|Graduate Diploma"
    r"|Post-?doc(?:toral)?(?: (?:Fellow|Researcher))?|Postgraduate|Undergraduate|Advanced Diploma|Higher National Diploma|HND|Diploma|Associate Degree"
    r"|High School(?: Diploma)?|GED|A[- ]Levels?|Abitur|Baccalaur[ée]at|International Baccalaureate"
    r")(?![\w])(?: \((?:Hons\.?|Honou?rs)\))?",
)
