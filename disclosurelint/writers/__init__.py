"""Writers: what changes a document or makes one."""
