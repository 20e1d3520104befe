"""The closed lists of the register of information, by the codes of its packages.

Source: list of values of the European Banking Authority's data point model 4.0.
"""

from django.db import models

from apps.vendors.models.activities import Activity

__all__ = ["Activity"]


class EntityKind(models.TextChoices):
    CREDIT = "eba_CT:x12", "Credit institution"
    INVESTMENT = "eba_CT:x599", "Investment firm"
    PAYMENT = "eba_CT:x300", "Payment institution"
    ACCOUNT_INFORMATION = "eba_CT:x301", "Account information service provider"
    E_MONEY = "eba_CT:x302", "Electronic money institution"
    CRYPTO = "eba_CT:x303", "Crypto-asset service provider"
    DEPOSITORY = "eba_CT:x304", "Central securities depository"
    COUNTERPARTY = "eba_CT:x643", "Central counterparty"
    VENUE = "eba_CT:x305", "Trading venue"
    ASSETS = "eba_CT:x639", "Asset management company"
    FUNDS = "eba_CT:x307", "Manager of alternative investment funds"
    INSURANCE = "eba_CT:x309", "Insurance or reinsurance undertaking"
    REPOSITORY = "eba_CT:x306", "Trade repository"
    REPORTING = "eba_CT:x308", "Data reporting service provider"
    TOKENS = "eba_CT:x310", "Issuer of asset-referenced tokens"
    PENSIONS = "eba_CT:x311", "Institution for occupational retirement provision"
    RATING = "eba_CT:x312", "Credit rating agency"
    BENCHMARKS = "eba_CT:x313", "Administrator of critical benchmarks"
    CROWDFUNDING = "eba_CT:x314", "Crowdfunding service provider"
    SECURITISATION = "eba_CT:x315", "Securitisation repository"
    INTERMEDIARY = "eba_CT:x320", "Insurance or reinsurance intermediary"
    OTHER = "eba_CT:x316", "Other financial entity"
    GROUP_ICT = "eba_CT:x317", "Not financial: ICT provider within the group"
    NOT_FINANCIAL = "eba_CT:x318", "Not financial: other"


class Place(models.TextChoices):
    ULTIMATE = "eba_RP:x53", "Ultimate parent"
    PARENT = "eba_RP:x551", "Parent other than the ultimate one"
    SUBSIDIARY = "eba_RP:x56", "Subsidiary"
    OUTSIDE = "eba_RP:x21", "Not of the group"
    OUTSOURCING = "eba_RP:x210", "Outsourcing"


class ArrangementKind(models.TextChoices):
    STANDALONE = "eba_CO:x1", "Standalone"
    OVERARCHING = "eba_CO:x2", "Overarching"
    SUBSEQUENT = "eba_CO:x3", "Subsequent or associated"


class Ending(models.TextChoices):
    EXPIRED = "eba_CO:x4", "Expired and not renewed"
    BREACH = "eba_CO:x5", "Provider in breach of law or contract"
    IMPEDIMENTS = "eba_CO:x6", "Impediments that could alter the function"
    WEAKNESSES = "eba_CO:x7", "Weaknesses in handling sensitive data"
    AUTHORITY = "eba_CO:x8", "Asked for by the competent authority"
    OTHER = "eba_CO:x9", "Other reasons"


class ServiceType(models.TextChoices):
    S01 = "S01", "S01 ICT project management"
    S02 = "S02", "S02 ICT development"
    S03 = "S03", "S03 ICT help desk and first-level support"
    S04 = "S04", "S04 ICT security management"
    S05 = "S05", "S05 Provision of data"
    S06 = "S06", "S06 Data analysis"
    S07 = "S07", "S07 Facilities and hosting, without cloud"
    S08 = "S08", "S08 Computation"
    S09 = "S09", "S09 Data storage, without cloud"
    S10 = "S10", "S10 Telecom carrier"
    S11 = "S11", "S11 Network infrastructure"
    S12 = "S12", "S12 Hardware and physical devices"
    S13 = "S13", "S13 Software licensing, without SaaS"
    S14 = "S14", "S14 ICT operations, with maintenance"
    S15 = "S15", "S15 ICT consulting"
    S16 = "S16", "S16 ICT risk management"
    S17 = "S17", "S17 Cloud: IaaS"
    S18 = "S18", "S18 Cloud: PaaS"
    S19 = "S19", "S19 Cloud: SaaS"


class YesNo(models.TextChoices):
    YES = "eba_BT:x28", "Yes"
    NO = "eba_BT:x29", "No"


class Assessed(models.TextChoices):
    YES = "eba_BT:x28", "Yes"
    NO = "eba_BT:x29", "No"
    NOT_DONE = "eba_BT:x21", "Not assessed"


class Sensitiveness(models.TextChoices):
    LOW = "eba_ZZ:x791", "Low"
    MEDIUM = "eba_ZZ:x792", "Medium"
    HIGH = "eba_ZZ:x793", "High"


class Impact(models.TextChoices):
    LOW = "eba_ZZ:x791", "Low"
    MEDIUM = "eba_ZZ:x792", "Medium"
    HIGH = "eba_ZZ:x793", "High"
    NOT_DONE = "eba_ZZ:x799", "Not assessed"


class Reliance(models.TextChoices):
    NONE = "eba_ZZ:x794", "Not significant"
    LOW = "eba_ZZ:x795", "Low"
    MATERIAL = "eba_ZZ:x796", "Material"
    FULL = "eba_ZZ:x797", "Full"


class Substitutability(models.TextChoices):
    NOT = "eba_ZZ:x959", "Not substitutable"
    HIGHLY_COMPLEX = "eba_ZZ:x960", "Highly complex"
    MEDIUM = "eba_ZZ:x961", "Of medium complexity"
    EASY = "eba_ZZ:x962", "Easy"


class HardReason(models.TextChoices):
    ALTERNATIVES = "eba_ZZ:x963", "No real alternatives"
    MIGRATION = "eba_ZZ:x964", "Difficult to migrate or reintegrate"
    BOTH = "eba_ZZ:x965", "Both"


class Reintegration(models.TextChoices):
    EASY = "eba_ZZ:x798", "Easy"
    DIFFICULT = "eba_ZZ:x966", "Difficult"
    HIGHLY_COMPLEX = "eba_ZZ:x967", "Highly complex"
