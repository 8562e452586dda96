"""Units and money by their spellings: codes, dimensions, rates, products, and exact factors."""
