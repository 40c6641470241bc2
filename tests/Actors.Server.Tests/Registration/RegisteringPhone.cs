using Actors.Client;
using Actors.Protocol.Messages;
using Actors.Server.Tests.Phones;

namespace Actors.Server.Tests.Registration;

/// <summary>A phone that registers at a server.</summary>
internal sealed class RegisteringPhone : IDisposable
{
    public const string Programme = "japan-2021";

    private readonly HttpClient _http;
    private readonly string _language;

    public RegisteringPhone(ListeningServer server, TimeProvider? clock = null, string language = "en")
    {
        _http = new() { BaseAddress = server.Address };
        _language = language;
        Client = new(_http, Key, clock ?? TimeProvider.System, language);
    }

    public PhoneKey Key { get; } = PhoneKey.Create();

    public RegistrationClient Client { get; }

    public OwnCopyClient Copies => new(_http);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static TypedDetails Details(string passport) =>
        new(passport, passport.ToLowerInvariant(), new(1990, 2, 3), new(1990, 2, 3), "Tester", "Anna");

    public static IReadOnlyList<ConsentGiven> Consents() =>
        [.. Enum.GetValues<ConsentKind>().Select(kind => new ConsentGiven(kind, 1, TimeProvider.System.GetUtcNow()))];

    public static RegistrationForm Form(
        TypedDetails? details = null, IReadOnlyList<ConsentGiven>? consents = null, string platform = "iOS 16.4",
        string language = "en") => new(
            "", language, "1.0.0", platform, consents ?? Consents(), new(true, true, true, true),
            details ?? Details("TK1234567"), default);

    public Task<RegistrationAnswer> RegisterAsync(
        TypedDetails? details = null, IReadOnlyList<ConsentGiven>? consents = null, string platform = "iOS 16.4",
        string programme = Programme) =>
        Client.RegisterAsync(programme, Form(details, consents, platform, _language), Cancelled);

    /// <summary>Reads the registration until it is so far: what follows of an answer is done after it.</summary>
    public async Task<RegistrationStatus> ReadAsync(string token, RegistrationProgress wanted)
    {
        while (true)
        {
            var status = await Client.ReadAsync(token, Cancelled);
            if (status.State == wanted)
            {
                return status;
            }
        }
    }

    public void Dispose()
    {
        _http.Dispose();
        Key.Dispose();
    }
}
