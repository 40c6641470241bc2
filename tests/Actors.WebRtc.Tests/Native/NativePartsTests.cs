using Actors.WebRtc.Native;
using Actors.WebRtc.Srtp;

namespace Actors.WebRtc.Tests.Native;

public class NativePartsTests
{
    [Theory]
    [InlineData(SrtpImplementation.Managed)]
    [InlineData(SrtpImplementation.LibSrtp)]
    public void Everything_is_there_and_works(SrtpImplementation srtp) => Assert.Empty(NativeParts.Check(srtp));

    [Fact]
    public void Then_a_server_may_start() => NativeParts.Require(SrtpImplementation.LibSrtp);
}
