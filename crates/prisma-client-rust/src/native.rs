//! PostgreSQL's types that Prisma reads as text, decimals and times, in their binary form.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use bytes::{BufMut, BytesMut};
use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use postgres_types::{IsNull, Type};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::value::{Failure, out_of_range};

type Read<T> = Result<T, Failure>;

/// The address families of `inet` and `cidr`.
const IPV4: u8 = 2;
const IPV6: u8 = 3;

/// The text of a value, where the type is not a text anyway.
pub(crate) fn read_text(ty: &Type, raw: &[u8]) -> Option<Read<String>> {
    match *ty {
        Type::INET | Type::CIDR => Some(read_network(raw)),
        Type::BIT | Type::VARBIT => Some(read_bits(raw)),
        Type::XML => Some(std::str::from_utf8(raw).map(str::to_owned).map_err(Into::into)),
        _ => None,
    }
}

/// Writes a text as a value, where the type is not a text anyway.
pub(crate) fn write_text(text: &str, ty: &Type, out: &mut BytesMut) -> Option<Read<IsNull>> {
    match *ty {
        Type::INET | Type::CIDR => Some(write_network(text, *ty == Type::CIDR, out)),
        Type::BIT | Type::VARBIT => Some(write_bits(text, out)),
        Type::XML => {
            out.put_slice(text.as_bytes());
            Some(Ok(IsNull::No))
        }
        _ => None,
    }
}

/// An address, with the width of its network where that is not the address alone.
fn read_network(raw: &[u8]) -> Read<String> {
    let (&[family, bits, _, _], address) = raw.split_first_chunk().ok_or("an address is cut off")?;
    let (address, full): (IpAddr, u8) = match family {
        IPV4 => (Ipv4Addr::from(<[u8; 4]>::try_from(address)?).into(), 32),
        IPV6 => (Ipv6Addr::from(<[u8; 16]>::try_from(address)?).into(), 128),
        other => return Err(format!("{other} is not a family of addresses").into()),
    };
    Ok(if bits == full { address.to_string() } else { format!("{address}/{bits}") })
}

fn write_network(text: &str, is_cidr: bool, out: &mut BytesMut) -> Read<IsNull> {
    let (address, bits) = text.split_once('/').map_or((text, None), |(address, bits)| (address, Some(bits)));
    let refused = |_| format!("{text:?} is not an address");
    let address: IpAddr = address.parse().map_err(refused)?;
    let (family, full, length) = if address.is_ipv4() { (IPV4, 32, 4) } else { (IPV6, 128, 16) };
    let bits = bits.map(str::parse::<u8>).transpose()?.unwrap_or(full);
    if bits > full {
        return Err(format!("{text:?} is not an address").into());
    }
    out.put_slice(&[family, bits, u8::from(is_cidr), length]);
    match address {
        IpAddr::V4(address) => out.put_slice(&address.octets()),
        IpAddr::V6(address) => out.put_slice(&address.octets()),
    }
    Ok(IsNull::No)
}

/// `0` and `1`, the first bit first.
fn read_bits(raw: &[u8]) -> Read<String> {
    let (length, bytes) = raw.split_first_chunk().ok_or("bits are cut off")?;
    let length = usize::try_from(i32::from_be_bytes(*length))?;
    let bit = |at: usize| {
        let byte = bytes.get(at / 8).ok_or("bits are cut off")?;
        Ok(if byte >> (7 - at % 8) & 1 == 1 { '1' } else { '0' })
    };
    (0..length).map(bit).collect()
}

fn write_bits(text: &str, out: &mut BytesMut) -> Read<IsNull> {
    if !text.bytes().all(|bit| matches!(bit, b'0' | b'1')) {
        return Err(format!("{text:?} is not a string of bits").into());
    }
    out.put_i32(i32::try_from(text.len())?);
    for byte in text.as_bytes().chunks(8) {
        let value = byte.iter().enumerate().fold(0, |value, (at, bit)| value | (bit - b'0') << (7 - at));
        out.put_u8(value);
    }
    Ok(IsNull::No)
}

/// Money has two decimal places, which is what most locales give it.
pub(crate) fn read_money(raw: &[u8]) -> Read<Decimal> {
    Ok(Decimal::new(i64::from_be_bytes(raw.try_into()?), 2))
}

pub(crate) fn write_money(value: Decimal, out: &mut BytesMut) -> Read<IsNull> {
    let cents = value.checked_mul(Decimal::ONE_HUNDRED).and_then(|cents| cents.round().to_i64());
    out.put_i64(cents.ok_or_else(|| out_of_range(value, &Type::MONEY))?);
    Ok(IsNull::No)
}

/// A time of day with its zone: the moment on the first day of 1970.
pub(crate) fn read_time(raw: &[u8]) -> Read<DateTime<Utc>> {
    let (&microseconds, zone) = raw.split_first_chunk().ok_or("a time is cut off")?;
    let west = i32::from_be_bytes(zone.try_into()?);
    let midnight = NaiveDate::default().and_time(NaiveTime::MIN).and_utc();
    let of_day = TimeDelta::microseconds(i64::from_be_bytes(microseconds));
    Ok(midnight + of_day + TimeDelta::seconds(i64::from(west)))
}

pub(crate) fn write_time(value: &DateTime<Utc>, out: &mut BytesMut) -> Read<IsNull> {
    let of_day = value.time().signed_duration_since(NaiveTime::MIN);
    out.put_i64(of_day.num_microseconds().ok_or("a time of day is out of range")?);
    out.put_i32(0);
    Ok(IsNull::No)
}

#[cfg(test)]
mod tests {
    use bytes::BytesMut;
    use postgres_types::Type;
    use rust_decimal::Decimal;

    use super::{read_money, read_text, write_money, write_text};

    #[test]
    fn texts_come_back_as_they_were_written() {
        for (ty, text) in [
            (Type::INET, "192.168.0.1"),
            (Type::INET, "10.1.2.3/8"),
            (Type::INET, "::1"),
            (Type::CIDR, "2001:db8::/32"),
            (Type::BIT, "101"),
            (Type::VARBIT, "1111000011110000101"),
            (Type::VARBIT, ""),
            (Type::XML, "<a>b</a>"),
        ] {
            let mut out = BytesMut::new();
            write_text(text, &ty, &mut out).unwrap().unwrap();
            assert_eq!(read_text(&ty, &out).unwrap().unwrap(), text);
        }
    }

    #[test]
    fn money_is_what_it_was_or_refused() {
        let mut out = BytesMut::new();
        write_money(Decimal::new(-12_345, 2), &mut out).unwrap();
        assert_eq!(read_money(&out).unwrap(), Decimal::new(-12_345, 2));
        assert!(write_money(Decimal::MAX, &mut out).is_err());
    }

    #[test]
    fn what_is_no_such_value_is_refused() {
        for (ty, text) in [(Type::INET, "300.1.1.1"), (Type::INET, "1.1.1.1/33"), (Type::BIT, "12")] {
            assert!(write_text(text, &ty, &mut BytesMut::new()).unwrap().is_err(), "{text}");
        }
        assert!(read_text(&Type::BIT, &[0, 0, 0, 9, 255]).unwrap().is_err());
        assert!(read_text(&Type::INET, &[2, 32]).unwrap().is_err());
    }
}
