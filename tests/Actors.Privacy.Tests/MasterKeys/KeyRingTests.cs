using System.Security.Cryptography;
using Actors.Domain.Protection;
using Actors.Privacy.MasterKeys;

namespace Actors.Privacy.Tests.MasterKeys;

public sealed class KeyRingTests
{
    private static readonly KeyId One = new("one");
    private static readonly KeyId Two = new("two");

    [Fact]
    public void A_new_current_key_leaves_the_older_one_readable()
    {
        using var ring = KeyRing.Create(One);
        using var grown = ring.WithNewCurrent(Two);
        Assert.Equal([Two, One], grown.Ids);
        Assert.Equal(ring.Secret(One), grown.Secret(One));
        Assert.NotEqual(grown.Secret(One).ToArray(), grown.Secret(Two).ToArray());
        Assert.Throws<ArgumentException>(() => grown.WithNewCurrent(One));
    }

    [Fact]
    public void Only_an_older_key_can_be_taken_out()
    {
        using var ring = KeyRing.Create(One);
        using var grown = ring.WithNewCurrent(Two);
        using var rest = grown.Without(One);
        Assert.Equal([Two], rest.Ids);
        Assert.Throws<ArgumentException>(() => grown.Without(Two));
        Assert.Throws<ArgumentException>(() => rest.Without(One));
    }

    [Fact]
    public void A_disposed_ring_has_zeroed_its_secrets()
    {
        var ring = KeyRing.Create(One);
        var secret = ring.Secret(One);
        Assert.True(secret.IndexOfAnyExcept((byte)0) >= 0);
        ring.Dispose();
        Assert.Equal(-1, secret.IndexOfAnyExcept((byte)0));
        Assert.Throws<KeyMissingException>(() => ring.Secret(One).Length);
    }

    [Fact]
    public void Its_text_names_keys_and_shows_no_secret()
    {
        using var keys = PersonalDataKeys.Create(One);
        var text = $"{keys} {keys.Master}";
        Assert.Contains("one", text, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToBase64String(keys.Master.Secret(One)), text, StringComparison.Ordinal);
        Assert.True(text.Length < 120);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Upper")]
    [InlineData("-a")]
    [InlineData("a b")]
    [InlineData("a\n")]
    public void Other_texts_are_no_key_ids(string text) => Assert.Throws<ArgumentException>(() => new KeyId(text));

    [Fact]
    public async Task A_wrap_opens_only_for_its_record_and_master_key()
    {
        using var ring = KeyRing.Create(One);
        using var keys = new LocalMasterKeys(() => ring.WithNewCurrent(Two));
        var record = RecordId.New();
        var dataKey = RandomNumberGenerator.GetBytes(32);
        var wrapped = await keys.WrapAsync(One, dataKey, record, TestContext.Current.CancellationToken);

        Assert.Equal(dataKey, await UnwrapAsync(wrapped, record));
        await Assert.ThrowsAsync<BrokenWrapException>(() => UnwrapAsync(wrapped, RecordId.New()));
        await Assert.ThrowsAsync<BrokenWrapException>(() => UnwrapAsync(wrapped with { MasterKey = Two }, record));
        await Assert.ThrowsAsync<KeyMissingException>(() => UnwrapAsync(wrapped with { MasterKey = new KeyId("x") }, record));
        await Assert.ThrowsAsync<BrokenWrapException>(() => UnwrapAsync(wrapped with { Bytes = wrapped.Bytes[..60] }, record));
        for (var bit = 0; bit < wrapped.Bytes.Length * 8; bit++)
        {
            var changed = wrapped.Bytes.ToArray();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            await Assert.ThrowsAsync<BrokenWrapException>(() => UnwrapAsync(wrapped with { Bytes = changed }, record));
        }

        async Task<byte[]> UnwrapAsync(WrappedKey wrap, RecordId owner) =>
            await keys.UnwrapAsync(wrap, owner, TestContext.Current.CancellationToken);
    }
}
