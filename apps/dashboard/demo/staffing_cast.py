"""What the demonstration's people can do, where they sit and what is done when they come."""

PLACES = {
    # zone: place, country, region, pattern
    "Europe/London": ("London", "GB", "ENG", "Office week"),
    "Europe/Berlin": ("Frankfurt", "DE", "HE", "Office week"),
    "Europe/Warsaw": ("Warsaw", "PL", "", "Early week"),
    "Europe/Madrid": ("Madrid", "ES", "MD", "Office week"),
    "Asia/Dubai": ("Dubai", "AE", "", "Office week"),
    "Africa/Johannesburg": ("Johannesburg", "ZA", "", "Office week"),
    "Asia/Kolkata": ("Bangalore", "IN", "KA", "Late week"),
    "Africa/Cairo": ("Cairo", "EG", "", "Sunday week"),
}
OFFICE, EARLY, LATE = ["09:00", "17:30"], ["07:00", "15:30"], ["11:30", "20:00"]
PATTERNS = {
    "Office week": [[OFFICE]] * 5 + [[], []],
    "Early week": [[EARLY]] * 5 + [[], []],
    "Late week": [[LATE]] * 5 + [[], []],
    "Sunday week": [[OFFICE]] * 4 + [[], [], [OFFICE]],
    "Four days": [[OFFICE]] * 4 + [[], [], []],
}
SKILLS = [
    # branch, its platform, what it is, what hangs on it
    (
        "OpenShift",
        "openshift-north",
        "Clusters, and what runs on them.",
        ["Cluster operations", "Ingress and routes", "Storage", "Cluster upgrades"],
    ),
    (
        "ECS",
        "ecs-frankfurt",
        "Containers on managed hosts.",
        ["Task definitions", "Load balancing", "Secrets", "Capacity providers"],
    ),
    (
        "CI/CD",
        "pipelines",
        "From a commit to what runs.",
        ["Build agents", "Signed images", "Progressive delivery", "GitOps"],
    ),
    (
        "AI services",
        "model-serving",
        "Models that applications call.",
        ["GPU pools", "Model registry", "Guardrail proxy", "Token accounting"],
    ),
    (
        "Everywhere",
        "",
        "What every support engineer meets.",
        [
            *("Incident command", "Linux", "Networking", "Certificates and PKI"),
            *("Observability", "Root cause analysis", "Vendor escalation"),
        ],
    ),
]
LEVELS = {
    "0": "Has not met it.",
    "1": "Knows what it is and whom to ask.",
    "2": "Does it with a colleague beside them or a runbook.",
    "3": "Does it alone, also at night.",
    "4": "Teaches it and writes its runbooks.",
}
BRANCH_OF = {
    "openshift": "OpenShift",
    "ecs": "ECS",
    "delivery": "CI/CD",
    "ai-platform": "AI services",
}
ROLE_OF = {
    "openshift": "OpenShift engineer",
    "ecs": "ECS engineer",
    "delivery": "CI/CD engineer",
    "ai-platform": "AI platform engineer",
    "platform-support": "Service lead",
    "vendor-management": "Vendor manager",
}
MANAGER, ENGINEER, VENDORS_OWN = (
    "Team manager",
    "Application engineer",
    "Vendor engineer",
)
COMMON_TARGETS = {"Incident command": 2, "Linux": 3, "Observability": 2}
# Of these only one person can do it alone.
THIN = {"Storage", "GPU pools", "Signed images"}
CERTIFICATES = [
    # what it is, issuer, skill, days until it expires
    (
        "Certified Kubernetes Administrator",
        "Linux Foundation",
        "Cluster operations",
        21,
    ),
    ("OpenShift Administration (EX280)", "Red Hat", "Cluster operations", 340),
    ("Cloud Practitioner", "Amazon Web Services", "Task definitions", -9),
    ("Certified GitOps Associate", "Linux Foundation", "GitOps", 55),
    ("ITIL 4 Foundation", "PeopleCert", "Incident command", 700),
]
KESTREL = ["Meera Nair", "Arjun Rao", "Kavya Iyer", "Rohan Das"]
TEMPLATES = {
    "Joiner in platform support": (
        "joiner",
        "-10 | line manager | Order a laptop and a headset\n"
        "-5 | team manager | Ask for the roles in the portal\n"
        "0 | line manager | Show them the team, the rota and the runbooks\n"
        "1 | the person | Assess yourself in the skills matrix\n"
        "5 | line manager | Name who they shadow on call\n"
        "30 | line manager | Confirm the first levels\n"
        "60 | team manager | Put them into the rota",
    ),
    "Mover between teams": (
        "mover",
        "-10 | line manager | Hand open tickets over\n"
        "0 | team manager | Change the roles in the portal\n"
        "5 | the person | Assess yourself against the new role\n"
        "14 | team manager | Check the rotas of both teams",
    ),
    "Leaver": (
        "leaver",
        "-20 | line manager | Say who takes over what only they can do\n"
        "-10 | team manager | Take them out of the rotas\n"
        "-5 | the person | Hand articles and runbooks to new owners\n"
        "0 | line manager | Take back laptop, token and badge\n"
        "1 | who starts it | Close the login",
    ),
}
