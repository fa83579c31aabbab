"""What the law says, as dated data with its sources: statutes, legal numbers, identity matrix, levels, retirement."""
