//! The address behind a redirection: alerts of Google count who follows them.

/// The real address of a link of an alert; any other as it is.
pub(super) fn behind(url: &str) -> String {
    let Some((host, query)) = url.split_once("/url?") else { return url.to_owned() };
    if !host.starts_with("http") || !host.contains("://www.google.") {
        return url.to_owned();
    }
    let real = query
        .split('&')
        .find_map(|part| part.strip_prefix("url=").or_else(|| part.strip_prefix("q=")));
    match real.map(decoded) {
        Some(real) if real.starts_with("http") => real,
        _ => url.to_owned(),
    }
}

/// Without the percent signs.
fn decoded(text: &str) -> String {
    let digit = |byte: u8| {
        char::from(byte).to_digit(16).and_then(|value| u8::try_from(value).ok())
    };
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let two = (
            bytes.get(at + 1).copied().and_then(digit),
            bytes.get(at + 2).copied().and_then(digit),
        );
        match two {
            (Some(high), Some(low)) if bytes[at] == b'%' => {
                out.push(high * 16 + low);
                at += 3;
            }
            _ => {
                out.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alerts_lead_to_their_page() {
        for (url, expected) in [
            (
                "https://www.google.com/url?rct=j&url=https://a.example/b%3Fx%3D1&ct=ga",
                "https://a.example/b?x=1",
            ),
            (
                "https://www.google.com/url?rct=j&url=%zz&ct=ga",
                "https://www.google.com/url?rct=j&url=%zz&ct=ga",
            ),
            (
                "https://a.example/url?url=https://b.example",
                "https://a.example/url?url=https://b.example",
            ),
            ("", ""),
        ] {
            assert_eq!(behind(url), expected);
        }
    }
}
