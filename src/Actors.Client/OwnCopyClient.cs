using System.Net.Http.Headers;

namespace Actors.Client;

/// <summary>Downloads what is held about a person, for that person.</summary>
/// <param name="http">A client whose base address is the server.</param>
public sealed class OwnCopyClient(HttpClient http)
{
    /// <summary>
    /// Downloads everything that is held about the person, or about a companion, as JSON. It is written as it comes, and
    /// may be
    /// long.
    /// </summary>
    /// <param name="token">The token of the phone.</param>
    /// <param name="to">Where it is written to.</param>
    /// <param name="companion">The companion; null for the person of the phone.</param>
    /// <param name="cancellationToken">Stops it in the middle.</param>
    /// <exception cref="RegistrationRefusedException">
    /// The token is not accepted, the companion is another person's, or there were too many copies.
    /// </exception>
    public async Task DownloadAsync(
        string token, Stream to, string? companion = null, CancellationToken cancellationToken = default)
    {
        var path = companion is null ? "/registration/copy" : $"/registration/copy/{companion}";
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            throw await RegistrationClient.ReadRefusalAsync(response, cancellationToken);
        }

        await response.Content.CopyToAsync(to, cancellationToken);
    }
}
