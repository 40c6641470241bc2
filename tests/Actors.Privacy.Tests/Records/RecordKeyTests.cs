using System.Security.Cryptography;
using Actors.Domain.Protection;
using Actors.Privacy.Records;
using FsCheck;
using FsCheck.Fluent;

namespace Actors.Privacy.Tests.Records;

public sealed class RecordKeyTests
{
    [Fact]
    public void A_default_record_id_seals_nothing() =>
        Assert.Throws<InvalidOperationException>(() => LooseKeys.Create(default).SealText("x", SealPurpose.Note));

    private static readonly SealPurpose[] Purposes =
    [
        SealPurpose.PassportNumber, SealPurpose.BirthDate, SealPurpose.Surname, SealPurpose.GivenName, SealPurpose.Phone,
        SealPurpose.Email, SealPurpose.Address, SealPurpose.Position, SealPurpose.Health, SealPurpose.Evidence, SealPurpose.Note,
    ];

    [Fact]
    public void What_was_sealed_opens() => Prop.ForAll<byte[]>(content =>
    {
        using var key = LooseKeys.Create(RecordId.New());
        var value = key.Seal(content, SealPurpose.Note);
        return value.Bytes.Length == content.Length + Sealed.Overhead && key.Open(value, SealPurpose.Note).SequenceEqual(content);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Text_that_was_sealed_opens() => Prop.ForAll<UnicodeString>(any =>
    {
        var text = string.Concat(any.Get.EnumerateRunes()); // Whole characters only.
        using var key = LooseKeys.Create(RecordId.New());
        return key.OpenText(key.SealText(text, SealPurpose.Surname), SealPurpose.Surname) == text;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Text_with_half_of_a_surrogate_pair_is_refused()
    {
        using var key = LooseKeys.Create(RecordId.New());
        Assert.ThrowsAny<ArgumentException>(() => key.SealText("A\uD800", SealPurpose.Surname));
    }

    [Fact]
    public void A_long_text_opens()
    {
        using var key = LooseKeys.Create(RecordId.New());
        var text = new string('山', 10_000);
        Assert.Equal(text, key.OpenText(key.SealText(text, SealPurpose.Note), SealPurpose.Note));
    }

    [Fact]
    public void A_position_opens_to_the_last_bit_and_has_always_the_same_length() => Prop.ForAll<double, double, double>(
        (latitude, longitude, accuracy) =>
        {
            using var key = LooseKeys.Create(RecordId.New());
            var value = key.SealPosition(latitude, longitude, accuracy, SealPurpose.Position);
            var opened = key.OpenPosition(value, SealPurpose.Position);
            return value.Bytes.Length == 53 && Bits(opened) == Bits((latitude, longitude, accuracy));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_position_is_not_read_from_something_else()
    {
        using var key = LooseKeys.Create(RecordId.New());
        var text = key.SealText("short", SealPurpose.Position);
        Assert.Throws<SealBrokenException>(() => key.OpenPosition(text, SealPurpose.Position));
    }

    [Fact]
    public void Any_flipped_bit_breaks_the_seal() => Prop.ForAll<byte[]>(content =>
    {
        using var key = LooseKeys.Create(RecordId.New());
        var genuine = key.Seal(content, SealPurpose.Phone).Bytes.ToArray();
        return Enumerable.Range(0, genuine.Length * 8).All(bit =>
        {
            var changed = genuine.ToArray();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            return IsBroken(key, Sealed.FromBytes(changed), SealPurpose.Phone);
        });
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_cut_or_added_byte_breaks_the_seal()
    {
        using var key = LooseKeys.Create(RecordId.New());
        var genuine = key.SealText("+819012345678", SealPurpose.Phone).Bytes.ToArray();
        Assert.All(Enumerable.Range(0, genuine.Length), length =>
            Assert.True(IsBroken(key, Sealed.FromBytes(genuine.AsSpan(0, length)), SealPurpose.Phone)));
        Assert.True(IsBroken(key, Sealed.FromBytes([.. genuine, 0]), SealPurpose.Phone));
    }

    [Fact]
    public void A_value_moved_to_another_purpose_does_not_open()
    {
        using var key = LooseKeys.Create(RecordId.New());
        foreach (var from in Purposes)
        {
            var value = key.SealText("content", from);
            Assert.All(Purposes, to => Assert.Equal(from != to, IsBroken(key, value, to)));
        }
    }

    /// <summary>Under the same data key, so that it is the record id in the context that makes the difference.</summary>
    [Fact]
    public void A_value_moved_to_another_record_does_not_open() => Prop.ForAll<Guid, Guid>((first, second) =>
    {
        if (first == second || first == Guid.Empty || second == Guid.Empty)
        {
            return true;
        }

        var dataKey = RandomNumberGenerator.GetBytes(32);
        using var from = LooseKeys.Lease(new RecordId(first), dataKey.ToArray());
        using var to = LooseKeys.Lease(new RecordId(second), dataKey.ToArray());
        var value = from.SealText("content", SealPurpose.Note);
        return IsBroken(to, value, SealPurpose.Note) && !IsBroken(from, value, SealPurpose.Note);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_same_content_never_looks_the_same_twice()
    {
        using var key = LooseKeys.Create(RecordId.New());
        var values = Enumerable.Range(0, 1_000).Select(_ => key.SealText("same", SealPurpose.Note)).ToHashSet();
        Assert.Equal(1_000, values.Count);
        Assert.Equal(1_000, values.Select(value => Convert.ToHexString(value.Bytes.Span.Slice(1, 12))).Distinct().Count());
    }

    [Fact]
    public void A_key_refuses_to_seal_more_often_than_its_limit()
    {
        using var material = new RecordKey.Material(RecordId.New(), RandomNumberGenerator.GetBytes(32), maxSeals: 3);
        using var key = LooseKeys.Lease(material);
        var last = Enumerable.Range(0, 3).Select(_ => key.SealText("x", SealPurpose.Note)).ToList()[2];

        Assert.Throws<InvalidOperationException>(() => key.SealText("x", SealPurpose.Note));
        Assert.Equal("x", key.OpenText(last, SealPurpose.Note));
    }

    [Fact]
    public void A_returned_lease_neither_seals_nor_opens()
    {
        var key = LooseKeys.Create(RecordId.New());
        var value = key.SealText("x", SealPurpose.Note);
        key.Dispose();
        key.Dispose();

        Assert.Throws<ObjectDisposedException>(() => key.SealText("x", SealPurpose.Note));
        Assert.Throws<ObjectDisposedException>(() => key.OpenText(value, SealPurpose.Note));
    }

    [Fact]
    public void The_data_key_is_zeroed_as_soon_as_the_cipher_has_it()
    {
        var dataKey = RandomNumberGenerator.GetBytes(32);
        using var material = new RecordKey.Material(RecordId.New(), dataKey);
        Assert.All(dataKey, part => Assert.Equal(0, part));
    }

    [Fact]
    public async Task Several_threads_seal_and_open_with_one_lease()
    {
        using var key = LooseKeys.Create(RecordId.New());
        var rounds = Enumerable.Range(0, 8).Select(thread => Task.Run(() => Enumerable.Range(0, 500).All(number =>
            key.OpenText(key.SealText($"{thread}.{number}", SealPurpose.Note), SealPurpose.Note) == $"{thread}.{number}")));
        Assert.All(await Task.WhenAll(rounds), Assert.True);
    }

    private static (long, long, long) Bits((double Latitude, double Longitude, double Accuracy) fix) => (
        BitConverter.DoubleToInt64Bits(fix.Latitude),
        BitConverter.DoubleToInt64Bits(fix.Longitude),
        BitConverter.DoubleToInt64Bits(fix.Accuracy));

    private static bool IsBroken(RecordKey key, Sealed value, SealPurpose purpose)
    {
        try
        {
            key.Open(value, purpose);
            return false;
        }
        catch (SealBrokenException)
        {
            return true;
        }
    }
}
