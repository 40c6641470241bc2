using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Actors.LoadTest.Servers;

/// <summary>What is asked of a server beside the hub: whether it is ready, its clock, and people to register.</summary>
internal sealed class ServerControl(Uri server) : IDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private readonly HttpClient _http = new() { BaseAddress = server };

    /// <summary>Whether it answers and is ready.</summary>
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

    /// <summary>What its programme clock shows.</summary>
    public Task<ClockReading> ReadClockAsync(CancellationToken cancellationToken) =>
        AskAsync<ClockReading>(HttpMethod.Get, "/development/clock", body: null, cancellationToken);

    /// <summary>Lets its programme clock go on at another speed.</summary>
    public Task<ClockReading> SetSpeedAsync(double speed, CancellationToken cancellationToken) =>
        AskAsync<ClockReading>(HttpMethod.Put, "/development/clock", new { speed }, cancellationToken);

    /// <summary>How many pictures of calls it has looked at since it began.</summary>
    public async Task<long> ReadPicturesAsync(CancellationToken cancellationToken) =>
        (await AskAsync<CallsReading>(HttpMethod.Get, "/development/calls", body: null, cancellationToken)).Pictures;

    /// <summary>Registers people.</summary>
    public Task<IReadOnlyList<Enrolled>> EnrolAsync(Enrolment enrolment, CancellationToken cancellationToken) =>
        AskAsync<IReadOnlyList<Enrolled>>(HttpMethod.Post, "/development/entrants", enrolment, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<T> AskAsync<T>(HttpMethod method, string path, object? body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        request.Content = body is null ? null : JsonContent.Create(body, body.GetType(), options: Json);
        using var response = await _http.SendAsync(request, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            var text = await response.Content.ReadAsStringAsync(cancellationToken);
            throw new ServerFailedException($"{method} {path} was answered {(int)response.StatusCode}: {Detail(text)}");
        }

        return (await response.Content.ReadFromJsonAsync<T>(Json, cancellationToken))!;
    }

    /// <summary>What is said for people in an answer: the detail of RFC 9457 where there is one.</summary>
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
