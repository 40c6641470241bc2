using System.Security.Cryptography;
using Actors.Domain.Protection;
using Actors.Privacy.Records;
using Actors.Testing;

namespace Actors.Privacy.Tests.Records;

public sealed class OpenedKeysTests : IDisposable
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    private readonly TestTimeProvider _clock = new();
    private readonly OpenedKeys _keys;

    public OpenedKeysTests() => _keys = new OpenedKeys(capacity: 2, Lifetime, _clock, LooseKeys.Meters);

    public void Dispose() => _keys.Dispose();

    [Fact]
    public void The_least_recently_used_key_goes_and_is_wiped()
    {
        var (first, second, third) = (Add(), Add(), New());
        _keys.TryLease(first.Record)!.Dispose();
        _keys.AddAndLease(third).Dispose();

        Assert.Equal(2, _keys.Count);
        Assert.True(second.IsWiped);
        Assert.False(first.IsWiped);
        Assert.Null(_keys.TryLease(second.Record));
    }

    [Fact]
    public void A_key_is_not_leased_past_its_time()
    {
        var material = Add();
        _clock.Advance(Lifetime - TimeSpan.FromTicks(1));
        _keys.TryLease(material.Record)!.Dispose();
        _clock.Advance(TimeSpan.FromTicks(1));

        Assert.Null(_keys.TryLease(material.Record));
        Assert.True(material.IsWiped);
        Assert.Equal(0, _keys.Count);
    }

    [Fact]
    public void A_key_on_lease_stays_usable_and_is_wiped_on_return()
    {
        var material = New();
        var lease = _keys.AddAndLease(material);
        Add();
        Add();

        Assert.False(material.IsWiped);
        var value = lease.SealText("x", SealPurpose.Note);
        Assert.Equal("x", lease.OpenText(value, SealPurpose.Note));
        lease.Dispose();
        Assert.True(material.IsWiped);
    }

    [Fact]
    public void Shredding_wipes_at_once_also_on_lease()
    {
        var material = New();
        using var lease = _keys.AddAndLease(material);
        var value = lease.SealText("x", SealPurpose.Note);
        _keys.Shred(material.Record);

        Assert.True(material.IsWiped);
        Assert.Throws<RecordShreddedException>(() => lease.OpenText(value, SealPurpose.Note));
        Assert.Throws<RecordShreddedException>(() => lease.SealText("x", SealPurpose.Note));
    }

    [Fact]
    public void Shredding_reaches_a_lease_whose_key_left_the_cache()
    {
        var material = New();
        using var lease = _keys.AddAndLease(material);
        Add();
        Add();
        Assert.Null(_keys.TryLease(material.Record));

        _keys.Shred(material.Record);
        Assert.True(material.IsWiped);
        Assert.Throws<RecordShreddedException>(() => lease.SealText("x", SealPurpose.Note));
    }

    [Fact]
    public void Disposal_wipes_all()
    {
        var (first, second) = (Add(), Add());
        _keys.Dispose();
        Assert.True(first.IsWiped && second.IsWiped);
    }

    private static RecordKey.Material New() => new(RecordId.New(), RandomNumberGenerator.GetBytes(32));

    private RecordKey.Material Add()
    {
        var material = New();
        _keys.AddAndLease(material).Dispose();
        return material;
    }
}
