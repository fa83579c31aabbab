"""bianzhi: staffing adjustment for an establishment office (机构编制委员会办公室)."""

__version__ = "0.1.0"
