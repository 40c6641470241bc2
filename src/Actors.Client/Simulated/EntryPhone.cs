using System.Globalization;
using Actors.Protocol;
using Actors.Protocol.Messages;

namespace Actors.Client.Simulated;

/// <summary>
/// The phone of a simulated person who enters: it makes its key, shows the screens, registers the person and the companions, and
/// asks for a token, by the operations that any phone uses.
/// </summary>
public sealed class EntryPhone : IDisposable
{
    private readonly Traveller _traveller;
    private readonly PhoneKey _key = PhoneKey.Create();
    private readonly RegistrationClient _registration;
    private readonly TimeProvider _wall;
    private string _token = "";

    /// <summary>Creates a phone that has not registered.</summary>
    /// <param name="http">A client whose base address is the server.</param>
    /// <param name="wall">The wall clock, which signatures name.</param>
    /// <param name="traveller">The person.</param>
    public EntryPhone(HttpClient http, TimeProvider wall, Traveller traveller)
    {
        (_traveller, _wall) = (traveller, wall);
        _registration = new(http, _key, wall, traveller.Language);
    }

    /// <summary>The person.</summary>
    public string Person => _registration.Person;

    /// <summary>The companions that are registered.</summary>
    public IReadOnlyList<string> Companions { get; private set; } = [];

    /// <summary>
    /// Registers the person, again if an entry was refused because it was not typed the same twice, then the companions.
    /// </summary>
    /// <param name="programme">The programme.</param>
    /// <param name="options">What the phone says of itself.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The token of the phone.</returns>
    /// <exception cref="RegistrationRefusedException">The server refuses the phone.</exception>
    public async Task<string> EnterAsync(
        string programme, EntrantClientOptions options, CancellationToken cancellationToken = default)
    {
        var screens = await _registration.ReadScreensAsync(programme, cancellationToken);
        var permissions = new PermissionsGiven(Notifications: true, Microphone: true, Camera: true, Location: true);
        var form = new RegistrationForm(
            _key.PublicKey, _traveller.Language, options.AppVersion, options.Platform, Agree(screens), permissions,
            _traveller.Type(isFirst: true), _wall.GetUtcNow());
        try
        {
            await _registration.RegisterAsync(programme, form, cancellationToken);
        }
        catch (RegistrationRefusedException refused) when (refused.Fields.Values.Contains(ErrorCode.EntriesDiffer))
        {
            form = form with { Details = _traveller.Type(isFirst: false) };
            await _registration.RegisterAsync(programme, form, cancellationToken);
        }

        var companions = new List<string>();
        foreach (var (number, companion) in _traveller.Companions.Index())
        {
            var answer = await _registration.AddCompanionAsync(
                new(
                    (number + 1).ToString("x16", CultureInfo.InvariantCulture), Agree(screens), companion.Type(isFirst: false),
                    _wall.GetUtcNow()),
                cancellationToken);
            companions.Add(answer.Person);
        }

        Companions = companions;
        return _token = (await _registration.IssueTokenAsync(cancellationToken)).Token;
    }

    /// <summary>Connects while an officer inspects the person, and answers the tests of the phone.</summary>
    /// <param name="options">The server and what the phone says of itself.</param>
    /// <param name="inspect">Does what the officer does. The phone is connected by then.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task MeetOfficerAsync(
        EntrantClientOptions options, Func<Task> inspect, CancellationToken cancellationToken = default)
    {
        // Without order, because the answer to the tests is sent while their message is handled.
        var phone = new Tested(Airport(_wall.GetUtcNow()));
        await using var client = new EntrantClient(_token, options with { KeepsOrder = false }, phone);
        await client.StartAsync(cancellationToken);
        await inspect();
    }

    /// <summary>Types the details again after the person has compared them with the passport. May be repeated.</summary>
    public async Task CorrectAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            await _registration.CorrectAsync(_traveller.Type(isFirst: false), cancellationToken);
        }
        catch (RegistrationRefusedException refused) when (refused.Code == ErrorCode.AlreadyConfirmed)
        {
            // An attempt before this one got through.
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _key.Dispose();

    /// <summary>Answers the tests of the phone, all passed.</summary>
    internal static async Task AnswerAsync(EntrantClient client, PhoneTests tests, Fix fix)
    {
        try
        {
            await client.ReportTestAsync(new(
                tests.Number, TestKind.Location, TestResult.Passed, fix, new Condition()));
            await client.ReportTestAsync(new(tests.Number, TestKind.Camera, TestResult.Passed));
        }
        catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException or RefusedException)
        {
            // Off line, or tested again meanwhile.
        }
    }

    private static Fix Airport(DateTimeOffset now) => new(35.7720, 140.3929, AccuracyMetres: 20, now);

    private IReadOnlyList<ConsentGiven> Agree(RegistrationScreens screens)
    {
        var now = _wall.GetUtcNow();
        return [.. screens.Consents.Select(consent => new ConsentGiven(consent.Kind, consent.Version, now))];
    }

    private sealed class Tested(Fix fix) : PhoneListener
    {
        public override Task OnTestsAsync(EntrantClient client, PhoneTests tests) => AnswerAsync(client, tests, fix);
    }
}
