"""Results -> charts as Vega-Lite specifications. Names of chats, groups and agents are data in them, never expressions."""
