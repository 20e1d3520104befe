"""Who the demonstration's vendors are, what they run, and how well they do it."""

from apps.dashboard.demo.shapes import Course, Deal, Run, Supplier

SUPPLIERS = [
    Supplier(
        *("kestrel", "Kestrel Managed Services", "Kestrel Managed Services sp. z o.o."),
        *(1, "PL", "259400KESTRELDEMO058"),
        risk=(2, "Sound finances. Two sites, either of which can carry all shifts."),
        deals=(
            Deal(
                "NGB-2024-014",
                "OpenShift operations",
                *(480,),
                renewal="automatic",
                at_risk=12,
                earn_back=3,
                runs=(
                    Run(
                        *("openshift-operations", "OpenShift operations"),
                        *("operations", "emea-follow"),
                        platforms=("openshift-north", "openshift-south"),
                        charge=186_000,
                        shift="extended",
                        places=(("Kraków", "PL", False, 22), ("Pune", "IN", True, 18)),
                        course=Course(74, (0.985, 0.975)),
                    ),
                    Run(
                        *("openshift-night-watch", "OpenShift night watch"),
                        *("watch", "around-the-clock"),
                        platforms=("openshift-north", "openshift-dmz"),
                        charge=64_000,
                        shift="around_the_clock",
                        places=(("Pune", "IN", True, 12),),
                        course=Course(38, (0.955, 0.985)),
                    ),
                ),
            ),
        ),
    ),
    Supplier(
        *("meridian", "Meridian Cloud Operations", "Meridian Cloud Operations Ltd"),
        *(1, "IE", "259400MERIDIANDEM067"),
        risk=(3, "Attrition of 31 % a year; a third of the team has under six months."),
        deals=(
            Deal(
                "NGB-2024-022",
                "Container services and the cloud desk",
                *(112,),
                renewal="automatic",
                at_risk=10,
                runs=(
                    Run(
                        *("cloud-desk", "Cloud desk"),
                        *("deskless", "london-office"),
                        platforms=("ecs-dublin",),
                        charge=71_000,
                        shift="business",
                        places=(("Dublin", "IE", False, 9), ("Cairo", "EG", True, 14)),
                        course=Course(92, (0.985, 0.99), 2.7, 0.19, 0.34, 0.36),
                    ),
                    Run(
                        *("container-operations", "Container operations"),
                        *("operations", "frankfurt-office"),
                        platforms=("ecs-frankfurt", "ecs-dublin"),
                        charge=98_000,
                        shift="business",
                        places=(("Frankfurt", "DE", False, 11),),
                        course=Course(52, (0.97, 0.965), 4.1, 0.05, 0.1, 0.1),
                    ),
                ),
            ),
        ),
    ),
    Supplier(
        *("harbourline", "Harbourline Networks", "Harbourline Networks B.V."),
        *(2, "NL", "724500HARBOURDEMO024"),
        risk=(3, "The figures fall for the fifth month; the delivery lead has left."),
        deals=(
            Deal(
                "NGB-2023-051",
                "Network edge and firewall changes",
                *(240,),
                at_risk=15,
                basis="at_risk",
                runs=(
                    Run(
                        *("network-edge", "Network edge"),
                        *("watch", "around-the-clock"),
                        platforms=("openshift-dmz",),
                        charge=120_000,
                        shift="follow_the_sun",
                        places=(("Delft", "NL", False, 10), ("Manila", "PH", True, 9)),
                        course=Course(48, (0.99, 0.83), 3.9, 0.06, 0.16, 0.14),
                        down_minutes=24,
                    ),
                    Run(
                        *("firewall-changes", "Firewall changes"),
                        *("changes", "london-office"),
                        platforms=("openshift-dmz", "openshift-north"),
                        charge=38_000,
                        shift="business",
                        places=(("Delft", "NL", False, 5),),
                        course=Course(40, (0.98, 0.925)),
                    ),
                ),
            ),
        ),
        certificate_in=-12,
    ),
    Supplier(
        *("bluefin", "Bluefin Service Desk", "Bluefin Service Desk, S.A."),
        *(2, "PT", "259400BLUEFINDEMO047"),
        risk=(1, "Steady for three years; references checked in spring."),
        deals=(
            Deal(
                "NGB-2025-003",
                "Engineers' service desk",
                *(620,),
                at_risk=8,
                earn_back=2,
                runs=(
                    Run(
                        *("service-desk", "Engineers' service desk"),
                        *("desk", "emea-follow"),
                        platforms=("pipelines", "gitops"),
                        charge=88_000,
                        shift="extended",
                        places=(("Porto", "PT", False, 24),),
                        course=Course(110, (0.975, 0.982), 4.5, 0.025, 0.05, 0.05),
                    ),
                    Run(
                        *("markets-desk", "Markets desk"),
                        *("desk", "london-office"),
                        platforms=("openshift-north",),
                        charge=52_000,
                        shift="business",
                        places=(("Porto", "PT", False, 6), ("London", "GB", False, 2)),
                        course=Course(30, (0.965, 0.978), 4.4),
                    ),
                ),
            ),
        ),
    ),
    Supplier(
        *("aldgate", "Aldgate Data Services", "Aldgate Data Services Limited"),
        *(1, "GB", "213800ALDGATEDEMO064"),
        risk=(4, "Two critical outages this year; one site; recovery not yet shown."),
        deals=(
            Deal(
                "NGB-2022-090",
                "Databases and batch",
                *(330,),
                at_risk=12,
                currency="GBP",
                runs=(
                    Run(
                        *("database-care", "Database care"),
                        *("operations", "around-the-clock"),
                        platforms=("openshift-south", "ecs-frankfurt"),
                        charge=142_000,
                        shift="around_the_clock",
                        places=(("Leeds", "GB", False, 16),),
                        course=Course(46, (0.93, 0.80), 3.4, 0.07, 0.15, 0.2),
                        down_minutes=95,
                    ),
                    Run(
                        *("batch-monitoring", "Batch monitoring"),
                        *("watch", "around-the-clock"),
                        platforms=("openshift-south",),
                        charge=44_000,
                        shift="around_the_clock",
                        places=(("Leeds", "GB", False, 8),),
                        course=Course(34, (0.95, 0.945)),
                        down_minutes=30,
                    ),
                ),
            ),
        ),
        certificate_in=35,
    ),
    Supplier(
        *("norrsken", "Norrsken Automation", "Norrsken Automation AB"),
        *(3, "SE", "549300NORRSKENDEM098"),
        risk=(1, "Small and debt-free; the code is in escrow."),
        deals=(
            Deal(
                "NGB-2025-017",
                "Pipeline support",
                *(400,),
                earn_back=2,
                runs=(
                    Run(
                        *("pipeline-support", "Pipeline support"),
                        *("changes", "london-office"),
                        platforms=("pipelines", "gitops"),
                        charge=36_000,
                        shift="business",
                        places=(("Gothenburg", "SE", False, 5),),
                        course=Course(42, (0.99, 0.992), 4.7, 0.01, 0.03, 0.03),
                    ),
                ),
            ),
        ),
    ),
    Supplier(
        *("tessera", "Tessera Quality Labs", "Tessera Quality Labs Pvt Ltd"),
        *(3, "IN", "335800TESSERADEMO071"),
        risk=(2, "Depends on one subcontractor for its laboratory."),
        deals=(
            Deal(
                "NGB-2024-061",
                "Test environments",
                *(190,),
                at_risk=5,
                runs=(
                    Run(
                        *("test-environments", "Test environments"),
                        *("desk", "frankfurt-office"),
                        platforms=("openshift-south",),
                        charge=29_000,
                        shift="business",
                        places=(("Chennai", "IN", True, 13),),
                        course=Course(36, (0.94, 0.965), 3.9),
                    ),
                ),
            ),
        ),
    ),
    Supplier(
        *("cobalt", "Cobalt AI Engineering", "Cobalt AI Engineering GmbH"),
        *(2, "DE", "529900COBALTDEMO0082"),
        risk=(2, "Young company; the bank holds a step-in right."),
        deals=(
            Deal(
                "NGB-2025-033",
                "Model serving support",
                *(700,),
                at_risk=10,
                earn_back=3,
                runs=(
                    Run(
                        *("model-serving-support", "Model serving support"),
                        *("operations", "london-office"),
                        platforms=("model-serving",),
                        charge=83_000,
                        shift="business",
                        places=(("Munich", "DE", False, 7),),
                        course=Course(26, (0.955, 0.97), 4.2),
                    ),
                ),
            ),
            Deal("NGB-2027-D02", "GPU capacity on call", 1_200, (), state="draft"),
        ),
    ),
    Supplier(
        *("palmyra", "Palmyra Field Support", "Palmyra Field Support FZ-LLC"),
        *(3, "AE", "254900PALMYRADEMO088"),
        risk=(2, "Leaves at the end of the contract; handover is planned."),
        deals=(
            Deal(
                "NGB-2021-008",
                "Branch support",
                *(41,),
                renewal="none",
                state="notice_given",
                at_risk=6,
                runs=(
                    Run(
                        *("branch-support", "Branch support"),
                        *("desk", "emea-follow"),
                        platforms=("gitops",),
                        charge=47_000,
                        shift="extended",
                        places=(("Dubai", "AE", False, 12), ("Cairo", "EG", True, 6)),
                        course=Course(44, (0.968, 0.945), 3.8, 0.05, 0.12, 0.12),
                    ),
                ),
            ),
        ),
    ),
]

# Whom else the contracts rely on: the vendor above, the company, its country, its LEI
# (one has not told it yet), its work.
SUBSUPPLIERS = [
    ("kestrel", "Deccan Shift Partners", "IN", "335800DECCANDEMO0033", "Night shifts"),
    ("harbourline", "Isla Network Watch", "PH", "", "Monitoring in Manila"),
    ("tessera", "Coromandel Labs", "IN", "335800COROMANDEL0007", "The laboratory"),
    ("aldgate", "Pennine Hosting", "GB", "213800PENNINEDEM0038", "Recovery site"),
]
CONTACTS = [
    (1, "Service desk", "Shift lead", "desk"),
    (2, "Service delivery manager", "Delivery manager", "delivery"),
    (3, "Account director", "Account director", "account"),
]
REPRESENTATIVE = ("harbourline", "Wim de Haan")
