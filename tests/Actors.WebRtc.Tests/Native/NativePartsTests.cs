using Actors.WebRtc.Native;

namespace Actors.WebRtc.Tests.Native;

public class NativePartsTests
{
    [Fact]
    public void Everything_is_there_and_works() => Assert.Empty(NativeParts.Check());

    [Fact]
    public void Then_a_server_may_start() => NativeParts.Require();
}
