//! Pieces of a page put in the order they stand in: columns parted by white from top to
//! bottom, each from its top down.

use std::collections::HashMap;
use unpdf::parser::xycut::{Block, XyCutConfig, xycut_segment};

/// A piece of a page: its left end, its top measured upwards, width and height.
pub(super) type Area = Block;

/// The pieces of each region of the page, regions in the order they are read, pieces
/// from the top down and from left to right; by their places in the list.
pub(super) fn regions(areas: &[Area]) -> Vec<Vec<usize>> {
    let mut heights: Vec<f32> = areas.iter().map(|area| area.height).collect();
    heights.sort_by(f32::total_cmp);
    let Some(size) = heights.get(heights.len() / 2).copied() else { return Vec::new() };
    let config = XyCutConfig {
        min_x_gap: size * 5.0,
        min_y_gap: size * 3.0,
        min_gutter: size * 0.5,
    };
    let key = |area: &Area| [area.x, area.y, area.width, area.height].map(f32::to_bits);
    let mut places: HashMap<[u32; 4], Vec<usize>> = HashMap::new();
    for (at, area) in areas.iter().enumerate().rev() {
        places.entry(key(area)).or_default().push(at);
    }
    let mut regions = Vec::new();
    for region in xycut_segment(areas, &config) {
        let places = region.iter().filter_map(|area| places.get_mut(&key(area))?.pop());
        let mut region: Vec<usize> = places.collect();
        region.sort_by(|one, other| {
            let (one, other) = (&areas[*one], &areas[*other]);
            other.y.total_cmp(&one.y).then(one.x.total_cmp(&other.x))
        });
        regions.push(region);
    }
    regions
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_columns() {
        let line = |x: f32, y: f32| Area { x, y, width: 200.0, height: 10.0 };
        let areas: Vec<Area> = (0..10)
            .flat_map(|row| {
                [line(0.0, -12.0 * row as f32), line(230.0, -12.0 * row as f32)]
            })
            .collect();
        let order: Vec<usize> = regions(&areas).concat();
        let columns: Vec<usize> = (0..20).step_by(2).chain((1..20).step_by(2)).collect();
        assert_eq!(order, columns);
        assert!(regions(&[]).is_empty());
    }
}
