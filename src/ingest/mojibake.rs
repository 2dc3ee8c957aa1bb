//! UTF-8 once read as windows-1252 and saved so: « prÃ©sident » → « président ».
//!
//! Only where it is safe: the broken pairs outnumber ten to one the sound accents that
//! a text written in French would have, as a text that merely quotes one does not.

use encoding_rs::WINDOWS_1252;

/// The text with its broken characters put right, when it has some.
pub(super) fn repaired(text: &str) -> Option<String> {
    if !may_be_broken(text) {
        return None;
    }
    let mut out = String::with_capacity(text.len());
    let (mut broken, mut sound) = (0, 0);
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if let Some((whole, length)) = sequence(rest) {
            out.push(whole);
            broken += 1;
            rest = &rest[length..];
        } else if let Some(after) = rest.strip_prefix("Ã ") {
            out.push_str("à "); // its no-break space was made plain since
            rest = after.strip_prefix(' ').unwrap_or(after);
        } else {
            sound += usize::from(c.is_alphabetic() && !c.is_ascii());
            out.push(c);
            rest = &rest[c.len_utf8()..];
        }
    }
    (broken > sound * 10).then_some(out)
}

/// A quick look: one of « Ã Â â Å » with something beyond ASCII after it.
fn may_be_broken(text: &str) -> bool {
    let is_sign = |bytes: &[u8]| {
        bytes[0] == 0xC3
            && matches!(bytes[1], 0x82 | 0x83 | 0x85 | 0xA2)
            && bytes[2] >= 0x80
    };
    text.as_bytes().windows(3).any(is_sign)
}

/// The character that the first letters of the text are the bytes of, and how many
/// bytes of the text they take.
fn sequence(text: &str) -> Option<(char, usize)> {
    let first = text.chars().next().filter(|c| matches!(c, 'Ã' | 'Â' | 'â' | 'Å'))?;
    let count = if first == 'â' { 3 } else { 2 };
    let mut bytes = [0; 3];
    let mut length = 0;
    for (slot, c) in bytes.iter_mut().zip(text.chars().take(count)) {
        *slot = byte(c)?;
        length += c.len_utf8();
    }
    let whole = std::str::from_utf8(&bytes[..count]).ok()?.chars().next()?;
    Some((whole, length))
}

/// The byte that windows-1252 reads as this character; the five it leaves undefined
/// are read as controls.
fn byte(c: char) -> Option<u8> {
    let mut buffer = [0; 4];
    let (bytes, _, lossy) = WINDOWS_1252.encode(c.encode_utf8(&mut buffer));
    (!lossy && bytes.len() == 1 && bytes[0] >= 0x80).then(|| bytes[0])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn broken_text_is_put_right() {
        let text = "Le président « à l’œuvre » : Ça, c'est l'été… à Noël — 3 € l'île";
        let (broken, _) = WINDOWS_1252.decode_without_bom_handling(text.as_bytes());
        assert_eq!(repaired(&broken).as_deref(), Some(text));
        assert_eq!(repaired("dÃ©jÃ  lÃ ").as_deref(), Some("déjà là "));
    }

    #[test]
    fn sound_text_is_left_alone() {
        for text in [
            "L'été à Noël",
            "Âge, pâté, São Paulo, Åland",
            "On lit « prÃ©sident » au lieu de président : un défaut d'encodage répandu",
        ] {
            assert_eq!(repaired(text), None, "{text}");
        }
    }
}
