using Actors.WebRtc.Srtp;

namespace Actors.WebRtc.Tests.Srtp;

public class SrtpKeysTests
{
    [Theory]
    [InlineData(SrtpProfile.AeadAes128Gcm, 56)]
    [InlineData(SrtpProfile.Aes128CmHmacSha1Tag80, 60)]
    public void Material_is_both_keys_then_both_salts(SrtpProfile profile, int length)
    {
        var material = Enumerable.Range(0, length).Select(i => (byte)i).ToArray();
        var salt = profile.SaltLength();

        using var client = SrtpKeys.FromKeyingMaterial(profile, material, isClient: true);

        Assert.Equal(material.AsSpan(..16), client.Local.Key);
        Assert.Equal(material.AsSpan(16..32), client.Remote.Key);
        Assert.Equal(material.AsSpan(32, salt), client.Local.Salt);
        Assert.Equal(material.AsSpan(32 + salt), client.Remote.Salt);
    }

    [Fact]
    public void What_is_local_to_one_side_is_remote_to_the_other()
    {
        var material = Enumerable.Range(0, 56).Select(i => (byte)i).ToArray();

        using var client = SrtpKeys.FromKeyingMaterial(SrtpProfile.AeadAes128Gcm, material, isClient: true);
        using var server = SrtpKeys.FromKeyingMaterial(SrtpProfile.AeadAes128Gcm, material, isClient: false);

        Assert.Equal(client.Local.Key, server.Remote.Key);
        Assert.Equal(client.Remote.Salt, server.Local.Salt);
    }

    [Fact]
    public void Material_of_another_length_is_refused() => Assert.Throws<ArgumentException>(
        () => SrtpKeys.FromKeyingMaterial(SrtpProfile.AeadAes128Gcm, new byte[60], isClient: true));

    [Fact]
    public void After_disposal_nothing_of_the_secret_is_left()
    {
        var keys = SrtpKeys.FromKeyingMaterial(
            SrtpProfile.AeadAes128Gcm, Enumerable.Repeat((byte)9, 56).ToArray(), isClient: true);

        keys.Dispose();

        Assert.Equal(new byte[16], keys.Local.Key);
        Assert.Equal(new byte[12], keys.Remote.Salt);
    }
}
