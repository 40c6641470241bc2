using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Actors.LoadTest.Servers;

/// <summary>Calls the health and development endpoints of a server: readiness, clock, enrolment, figures of calls.</summary>
internal sealed class ServerControl(Uri server, HttpMessageHandler handler) : IDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private readonly HttpClient _http = new(handler) { BaseAddress = server };

    /// <summary>Creates a control for the server at an address.</summary>
    public ServerControl(Uri server)
        : this(server, new SocketsHttpHandler())
    {
    }

    /// <summary>Whether the server answers and is ready.</summary>
    public async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var response = await _http.GetAsync(new Uri("/readyz", UriKind.Relative), cancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException exception) when (exception.InnerException is SocketException or IOException)
        {
            return false;
        }
    }

    /// <summary>Reads the programme clock.</summary>
    public Task<ClockReading> ReadClockAsync(CancellationToken cancellationToken) =>
        AskAsync<ClockReading>(HttpMethod.Get, "/development/clock", body: null, cancellationToken);

    /// <summary>Changes the speed of the programme clock.</summary>
    /// <param name="speed">Programme seconds per real second; 0 stops the clock.</param>
    /// <param name="now">Moves the clock forward to this moment first; null to leave it.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public Task<ClockReading> SetClockAsync(double speed, DateTimeOffset? now, CancellationToken cancellationToken) =>
        AskAsync<ClockReading>(
            HttpMethod.Put, "/development/clock", now is null ? new { speed } : new { speed, now }, cancellationToken);

    /// <summary>Reads the number of pictures of calls that the server has analysed since its start.</summary>
    public async Task<long> ReadPicturesAsync(CancellationToken cancellationToken) =>
        (await AskAsync<CallsReading>(HttpMethod.Get, "/development/calls", body: null, cancellationToken)).Pictures;

    /// <summary>Enrols people.</summary>
    public Task<IReadOnlyList<Enrolled>> EnrolAsync(Enrolment enrolment, CancellationToken cancellationToken) =>
        AskAsync<IReadOnlyList<Enrolled>>(HttpMethod.Post, "/development/entrants", enrolment, cancellationToken);

    /// <summary>Imports a roster.</summary>
    /// <param name="programme">The programme.</param>
    /// <param name="csv">The file.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="ServerFailedException">The server did not take every row.</exception>
    public async Task ImportRosterAsync(string programme, string csv, CancellationToken cancellationToken)
    {
        var content = new StringContent(csv, Encoding.UTF8, "text/csv");
        var report = await AskAsync<RosterReport>(
            HttpMethod.Post, $"/staff/roster/{programme}/imports", content, cancellationToken);
        if (report.FindingCount > 0)
        {
            throw new ServerFailedException($"{report.FindingCount} fields of the roster were not taken.");
        }
    }

    /// <summary>Lets people who have landed pass the airport, as the officer does.</summary>
    public Task LandAsync(DateTimeOffset landedAt, IReadOnlyList<string> people, CancellationToken cancellationToken) =>
        AskAsync<object?>(HttpMethod.Post, "/development/landings", new { landedAt, people }, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<T> AskAsync<T>(HttpMethod method, string path, object? body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        request.Content = body as HttpContent
            ?? (body is null ? null : JsonContent.Create(body, body.GetType(), options: Json));
        using var response = await _http.SendAsync(request, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            var text = await response.Content.ReadAsStringAsync(cancellationToken);
            throw new ServerFailedException($"{method} {path} failed with status {(int)response.StatusCode}: {Detail(text)}");
        }

        return response.StatusCode == HttpStatusCode.NoContent
            ? default!
            : (await response.Content.ReadFromJsonAsync<T>(Json, cancellationToken))!;
    }

    /// <summary>The detail of a problem (RFC 9457), or the whole text.</summary>
    private static string Detail(string text)
    {
        try
        {
            return JsonNode.Parse(text)?["detail"]?.GetValue<string>() ?? text;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return text;
        }
    }
}

/// <summary>The programme clock of a server.</summary>
/// <param name="Now">The programme time.</param>
/// <param name="Speed">Programme seconds per real second.</param>
internal sealed record ClockReading(DateTimeOffset Now, double Speed);

/// <summary>The figures of calls of a server.</summary>
/// <param name="Running">Calls in progress.</param>
/// <param name="Pictures">Pictures analysed since the start of the server.</param>
internal sealed record CallsReading(int Running, long Pictures);

/// <summary>What became of an import.</summary>
/// <param name="FindingCount">Number of fields with which something is wrong.</param>
internal sealed record RosterReport(int FindingCount);

/// <summary>People to enrol.</summary>
/// <param name="Programme">The programme that they follow.</param>
/// <param name="Count">Their number.</param>
/// <param name="LandedAt">When they landed.</param>
internal sealed record Enrolment(string Programme, int Count, DateTimeOffset LandedAt);

/// <summary>An enrolled person.</summary>
/// <param name="Person">The id under which the server knows the person.</param>
/// <param name="Token">The token of the phone.</param>
internal sealed record Enrolled(string Person, string Token);
