//! (layer ingest)
