using Actors.Testing;
using Actors.WebRtc.Dtls;

namespace Actors.WebRtc.Tests.Dtls;

public class DtlsContextRotationTests
{
    private readonly TestTimeProvider _time = new();

    [Fact]
    public void The_certificate_is_replaced_at_half_of_its_lifetime()
    {
        using var rotation = new DtlsContextRotation(_time);
        var first = rotation.Current;

        _time.Advance((DtlsCertificate.Lifetime / 2) - TimeSpan.FromSeconds(1));
        Assert.Same(first, rotation.Current);

        _time.Advance(TimeSpan.FromSeconds(1));
        var second = rotation.Current;
        Assert.NotEqual(first.Certificate.Fingerprint, second.Certificate.Fingerprint);
        Assert.Same(second, rotation.Current);
    }

    [Fact]
    public void Calls_that_began_with_the_old_one_go_on_with_it()
    {
        using var rotation = new DtlsContextRotation(_time);
        using var pair = new DtlsPair(clientContext: rotation.Current, serverContext: rotation.Current);
        _time.Advance(DtlsCertificate.Lifetime);
        _ = rotation.Current;

        pair.Run();

        Assert.Equal(DtlsState.Connected, pair.Server.State);
    }
}
