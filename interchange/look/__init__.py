"""How do pages look? Forms, tables and components in one markup, shown together in the gallery."""
