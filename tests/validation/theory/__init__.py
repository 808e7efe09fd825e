"""What queueing theory says about chat centres that are simple enough, computed apart from the product.

Seconds and chats per second throughout, as inside the product. Figures carry the names of the KPIs.
"""
