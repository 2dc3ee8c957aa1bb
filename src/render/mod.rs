//! (layer render)
