"""From where somebody comes: what anybody may write into a header counts for nothing."""

import pytest

from interchange.accounts.visitors import address, disguised, network


@pytest.mark.parametrize(
    "forwarded, proxies, found",
    [
        (None, 0, "10.0.0.9"),
        ("1.2.3.4", 0, "10.0.0.9"),  # nobody of ours wrote that
        (None, 1, "10.0.0.9"),
        ("1.2.3.4", 1, "1.2.3.4"),
        ("6.6.6.6, 1.2.3.4", 1, "1.2.3.4"),  # the first was written by the sender
        ("6.6.6.6, 1.2.3.4, 10.0.0.8", 2, "1.2.3.4"),
        ("1.2.3.4", 2, "1.2.3.4"),  # past the outer proxy, heard by the inner
        (" , ", 1, "10.0.0.9"),
    ],
)
def test_only_what_our_proxies_heard_counts(forwarded, proxies, found):
    meta = {"REMOTE_ADDR": "10.0.0.9"}
    if forwarded is not None:
        meta["HTTP_X_FORWARDED_FOR"] = forwarded

    assert address(meta, proxies=proxies) == found


@pytest.mark.parametrize(
    "text, found",
    [
        ("192.0.2.7", "192.0.2.7"),
        ("192.0.2.7:51234", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2ff::1", "2001:db8:1:200::/56"),
        ("2001:db8:1:2aa:5:6:7:8", "2001:db8:1:200::/56"),
        ("[2001:db8:1:2aa::8]:443", "2001:db8:1:200::/56"),
        ("fe80::1%eth0", "fe80::/56"),
        ("", ""),
        ("unknown", ""),
        ("1.2.3.4.5", ""),
    ],
)
def test_a_household_of_ipv6_is_one_network_and_nonsense_is_none(text, found):
    assert network(text) == found


def test_what_is_kept_does_not_tell_the_address():
    kept = disguised("192.0.2.7")

    assert len(kept) == 32
    assert "192" not in kept.split(".")
    assert kept == disguised("192.0.2.7") != disguised("192.0.2.8")
    assert disguised("") == ""
