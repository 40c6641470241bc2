using Actors.WebRtc.Native;

namespace Actors.WebRtc.Tests.Native;

public class NativePartTests
{
    [Fact]
    public void One_that_is_there_and_works_has_nothing_to_say() => Assert.Null(Part("libcrypto.so.3", () => null).Check());

    [Fact]
    public void One_that_is_missing_names_file_and_package()
    {
        var sentence = Part("libnowhere.so.1", () => null).Check();

        Assert.Equal(
            "Seeing needs libnowhere.so.1, which is missing. Install the package libnowhere1.", sentence);
    }

    [Fact]
    public void Any_of_its_files_will_do() =>
        Assert.Null(new NativePart("Seeing", ["libnowhere.so.1", "libcrypto.so.3"], "it", () => null).Check());

    [Fact]
    public void One_that_does_not_work_says_why() => Assert.Equal(
        "Seeing cannot use libcrypto.so.3: it is too old. Install the package libnowhere1.",
        Part("libcrypto.so.3", () => "it is too old.").Check());

    [Fact]
    public void One_that_lacks_a_function_says_so() => Assert.Contains(
        "no vpx_codec_decode",
        Part("libcrypto.so.3", () => throw new EntryPointNotFoundException("no vpx_codec_decode")).Check(),
        StringComparison.Ordinal);

    private static NativePart Part(string file, Func<string?> probe) => new("Seeing", [file], "the package libnowhere1", probe);
}
