using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Actors.Protocol;
using Actors.Protocol.Messages;

namespace Actors.Client;

/// <summary>
/// Registers the person of a phone and does what the phone signs with its key: tokens, corrections, companions, arrival,
/// other
/// phones. A phone whose clock is wrong signs again by the clock of the server.
/// </summary>
/// <param name="http">A client whose base address is the server.</param>
/// <param name="key">The key of the phone.</param>
/// <param name="clock">The clock of the phone.</param>
/// <param name="language">The language of texts, a tag of RFC 5646.</param>
public sealed class RegistrationClient(HttpClient http, PhoneKey key, TimeProvider clock, string language = "en")
{
    private const string ProblemType = "application/problem+json";

    private long _signedAt;
    private long _behind;

    /// <summary>For whom the phone speaks: its own registration, or one that it took over.</summary>
    public string Person { get; private set; } = key.Person;

    /// <summary>Reads what the screens show.</summary>
    public async Task<RegistrationScreens> ReadScreensAsync(string programme, CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Path($"/registration/programmes/{programme}"));
        return await SendAsync(request, ProtocolJson.Default.RegistrationScreens, cancellationToken);
    }

    /// <summary>Registers the person. May be repeated.</summary>
    /// <param name="programme">The programme, such as <c>japan-2021</c>.</param>
    /// <param name="form">The form. Its key and time are filled in.</param>
    /// <param name="cancellationToken">Stops waiting; the person may be registered.</param>
    /// <exception cref="RegistrationRefusedException">An entry is wrong, or the server refuses the phone.</exception>
    public Task<RegistrationAnswer> RegisterAsync(
        string programme, RegistrationForm form, CancellationToken cancellationToken = default) => PostAsync(
            $"/registration/programmes/{programme}", key.Person,
            form with { DeviceKey = key.PublicKey, SentAt = clock.GetUtcNow() },
            ProtocolJson.Default.RegistrationForm, ProtocolJson.Default.RegistrationAnswer, cancellationToken);

    /// <summary>
    /// Asks for a token. If the phone took another registration over, it speaks for that person from now on.
    /// </summary>
    public async Task<IssuedToken> IssueTokenAsync(CancellationToken cancellationToken = default)
    {
        var issued = await PostAsync(
            "/registration/tokens", Person, new TokenRequest(), ProtocolJson.Default.TokenRequest,
            ProtocolJson.Default.IssuedToken, cancellationToken);
        Person = issued.Person;
        return issued;
    }

    /// <summary>Reads the registration.</summary>
    /// <param name="token">The token of the phone.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<RegistrationStatus> ReadAsync(string token, CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Path("/registration"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await SendAsync(request, ProtocolJson.Default.RegistrationStatus, cancellationToken);
    }

    /// <summary>Corrects the details.</summary>
    public Task CorrectAsync(TypedDetails details, CancellationToken cancellationToken = default) => PostAsync(
        "/registration/corrections", new DetailsCorrection(details), ProtocolJson.Default.DetailsCorrection, cancellationToken);

    /// <summary>Says that the details are right although the roster does not know them.</summary>
    public Task UpholdAsync(CancellationToken cancellationToken = default) => PostAsync(
        "/registration/upheld", new DetailsUpheld(), ProtocolJson.Default.DetailsUpheld, cancellationToken);

    /// <summary>Registers a companion. May be repeated with the same number.</summary>
    public Task<RegistrationAnswer> AddCompanionAsync(CompanionForm form, CancellationToken cancellationToken = default) =>
        PostAsync(
            "/registration/companions", Person, form with { SentAt = clock.GetUtcNow() }, ProtocolJson.Default.CompanionForm,
            ProtocolJson.Default.RegistrationAnswer, cancellationToken);

    /// <summary>Says that the person has landed.</summary>
    public Task ArriveAsync(DateTimeOffset landedAt, CancellationToken cancellationToken = default) => PostAsync(
        "/registration/arrivals", new Arrival(landedAt), ProtocolJson.Default.Arrival, cancellationToken);

    /// <summary>Switches the mode of the phone.</summary>
    public Task SetModeAsync(PhoneMode mode, CancellationToken cancellationToken = default) => PostAsync(
        "/registration/modes", new ModeChange(mode), ProtocolJson.Default.ModeChange, cancellationToken);

    /// <summary>Lets another phone continue the registration of the person or of a companion, or refuses it.</summary>
    public Task SettleTakeoverAsync(TakeoverDecision decision, CancellationToken cancellationToken = default) => PostAsync(
        "/registration/takeovers", decision, ProtocolJson.Default.TakeoverDecision, cancellationToken);

    /// <summary>Continues a registration of another phone by the code that was mailed.</summary>
    public Task<RegistrationAnswer> TryCodeAsync(string code, CancellationToken cancellationToken = default) => PostAsync(
        "/registration/codes", key.Person, new TakeoverCode(code), ProtocolJson.Default.TakeoverCode,
        ProtocolJson.Default.RegistrationAnswer, cancellationToken);

    private async Task PostAsync<T>(string path, T message, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        using var response = await PostAsync(path, Person, message, type, cancellationToken);
    }

    private async Task<TAnswer> PostAsync<T, TAnswer>(
        string path, string person, T message, JsonTypeInfo<T> type, JsonTypeInfo<TAnswer> answer,
        CancellationToken cancellationToken)
    {
        using var response = await PostAsync(path, person, message, type, cancellationToken);
        return await ReadAsync(response, answer, cancellationToken);
    }

    private async Task<HttpResponseMessage> PostAsync<T>(
        string path, string person, T message, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(message, type);
        var isSecond = false;
        while (true)
        {
            var response = await PostOnceAsync(path, person, body, cancellationToken);
            if (response.IsSuccessStatusCode)
            {
                return response;
            }

            using (response)
            {
                var refusal = await ReadRefusalAsync(response, cancellationToken);
                if (isSecond || refusal.WallTime is not { } wall)
                {
                    throw refusal;
                }

                _behind = wall.ToUnixTimeMilliseconds() - clock.GetUtcNow().ToUnixTimeMilliseconds();
                _signedAt = 0;
                isSecond = true;
            }
        }
    }

    private async Task<HttpResponseMessage> PostOnceAsync(
        string path, string person, byte[] body, CancellationToken cancellationToken)
    {
        _signedAt = Math.Max(_signedAt + 1, clock.GetUtcNow().ToUnixTimeMilliseconds() + _behind);
        using var request = new HttpRequestMessage(HttpMethod.Post, Path(path)) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.AcceptLanguage.ParseAdd(language);
        request.Headers.Add("Device-Person", person);
        request.Headers.Add("Device-Time", _signedAt.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("Device-Signature", key.Sign($"POST {path}", person, _signedAt, body));
        return await http.SendAsync(request, cancellationToken);
    }

    private async Task<T> SendAsync<T>(HttpRequestMessage request, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        request.Headers.AcceptLanguage.ParseAdd(language);
        using var response = await http.SendAsync(request, cancellationToken);
        return response.IsSuccessStatusCode
            ? await ReadAsync(response, type, cancellationToken)
            : throw await ReadRefusalAsync(response, cancellationToken);
    }

    private static async Task<T> ReadAsync<T>(
        HttpResponseMessage response, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        return await JsonSerializer.DeserializeAsync(stream, type, cancellationToken)
            ?? throw new JsonException("The server answered null.");
    }

    internal static async Task<RegistrationRefusedException> ReadRefusalAsync(
        HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var problem = response.Content.Headers.ContentType?.MediaType == ProblemType
            ? JsonNode.Parse(await response.Content.ReadAsStringAsync(cancellationToken))
            : null;
        return new(
            response.StatusCode, (string?)problem?["code"], (string?)problem?["detail"],
            problem?["codes"]?.AsObject()
                .ToDictionary(pair => pair.Key, pair => (string)pair.Value!, StringComparer.Ordinal) ?? [])
        {
            WallTime = (DateTimeOffset?)problem?["wallTime"],
        };
    }

    private static Uri Path(string path) => new(path, UriKind.Relative);
}

/// <summary>The server refused a request of registration.</summary>
/// <param name="status">The status of the answer.</param>
/// <param name="code">One of <see cref="ErrorCode"/>; null if the server did not say.</param>
/// <param name="detail">For the person, in the language of the phone; null if the server did not say.</param>
/// <param name="fields">What is wrong with each entry, by its path.</param>
public sealed class RegistrationRefusedException(
    HttpStatusCode status, string? code, string? detail, IReadOnlyDictionary<string, string> fields)
    : Exception($"The server refused the request with {(int)status}: {code ?? "no code"}. {detail}")
{
    /// <summary>The status of the answer.</summary>
    public HttpStatusCode Status { get; } = status;

    /// <summary>One of <see cref="ErrorCode"/>; null if the server did not say.</summary>
    public string? Code { get; } = code;

    /// <summary>For the person, in the language of the phone; null if the server did not say.</summary>
    public string? Detail { get; } = detail;

    /// <summary>What is wrong with each entry, by its path.</summary>
    public IReadOnlyDictionary<string, string> Fields { get; } = fields;

    /// <summary>The clock of the server, if that of the phone is too far from it; null otherwise.</summary>
    internal DateTimeOffset? WallTime { get; init; }
}
