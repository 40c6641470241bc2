using Actors.Vision.Detectors;
using Actors.Vision.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Actors.Vision.Tests.Hosting;

public sealed class VisionServiceCollectionExtensionsTests
{
    [Fact]
    public async Task A_host_starts_with_the_model_that_came_with_the_build()
    {
        using var host = Build(("Vision:Detectors", "2"), ("Vision:Model", "back"));
        await host.StartAsync(TestContext.Current.CancellationToken);
        Assert.Equal(2, host.Services.GetRequiredService<FaceDetectorPool>().Size);
        Assert.Equal(FaceModel.Back, host.Services.GetRequiredService<LoadedFaceModel>().Model);
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_host_without_its_model_does_not_start()
    {
        using var host = Build(("Vision:Folder", Path.Combine(Path.GetTempPath(), "there-is-no-such-folder")));
        var refusal = await Assert.ThrowsAsync<ModelRefusedException>(
            () => host.StartAsync(TestContext.Current.CancellationToken));
        Assert.Contains(FaceModel.Front.Sha256, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Vision:Model", "side")]
    [InlineData("Vision:Folder", " ")]
    [InlineData("Vision:Detectors", "-1")]
    [InlineData("Vision:Detectors", "65")]
    [InlineData("Vision:Threshold", "1")]
    public async Task Settings_that_make_no_sense_are_named(string key, string value)
    {
        using var host = Build((key, value));
        var invalid = await Assert.ThrowsAsync<OptionsValidationException>(
            () => host.StartAsync(TestContext.Current.CancellationToken));
        Assert.Contains(key, invalid.Message, StringComparison.Ordinal);
    }

    private static IHost Build(params (string Key, string Value)[] settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Configuration.AddInMemoryCollection(settings.ToDictionary(one => one.Key, one => (string?)one.Value));
        builder.Services.AddVision();
        return builder.Build();
    }
}
