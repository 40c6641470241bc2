using Actors.Server.Phones;

namespace Actors.Server.Tests.Phones;

public sealed class EntrantHubOptionsTests
{
    private static readonly Dictionary<string, Action<EntrantHubOptions>> Mistakes = new()
    {
        ["MessageBurst"] = options => options.MessageBurst = 0,
        ["MessagesPerSecond"] = options => options.MessagesPerSecond = double.NaN,
        ["ConnectsPerMinute"] = options => options.ConnectsPerMinute = 1,
        ["QueuedMessages"] = options => options.QueuedMessages = 0,
        ["SendTimeout"] = options => options.SendTimeout = TimeSpan.Zero,
        ["KeepAliveInterval"] = options => options.KeepAliveInterval = TimeSpan.Zero,
        ["ClientTimeout"] = options => options.ClientTimeout = options.KeepAliveInterval,
        ["Farewell"] = options => options.Farewell = TimeSpan.FromTicks(-1),
    };

    public static TheoryData<string> Names => [.. Mistakes.Keys];

    [Fact]
    public void Defaults_hold() => Assert.True(Check(new()).Succeeded);

    [Theory]
    [MemberData(nameof(Names))]
    public void Mistake_is_named_alone(string name)
    {
        var options = new EntrantHubOptions();
        Mistakes[name](options);
        var failure = Assert.Single(Check(options).Failures!);
        Assert.StartsWith($"EntrantHub:{name} ", failure, StringComparison.Ordinal);
    }

    private static Microsoft.Extensions.Options.ValidateOptionsResult Check(EntrantHubOptions options) =>
        new EntrantHubOptions.Validator().Validate(null, options);
}
