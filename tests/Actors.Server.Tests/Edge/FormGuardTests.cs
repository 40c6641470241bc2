using System.Net;
using System.Text;
using Actors.Domain.Access;
using Actors.Privacy.Staff;
using Actors.Server.Edge;
using Actors.Server.Tests.Staff;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Server.Tests.Edge;

/// <summary>A page of a stranger cannot send the forms of staff who are signed in.</summary>
public sealed class FormGuardTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_request_of_staff_that_changes_something_needs_the_token_of_a_form()
    {
        await using var server = StaffBrowser.NewServer(("Staff:AttemptsPerAddress", "10000"));
        var account = await StaffBrowser.AddAsync(server, "all@centre.example", [.. StaffRoleNames.All]);
        var session = await server.Services.GetRequiredService<StaffSessions>().BeginAsync(
            account.Id, account.Stamp, SignInMethods.Passkey, default, Cancelled);
        using var client = server.CreateClient(new WebApplicationFactoryClientOptions
        {
            AllowAutoRedirect = false,
            HandleCookies = false,
            BaseAddress = new Uri("https://localhost"),
        });
        var tried = 0;
        foreach (var endpoint in server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            if (EndpointAccess.Of(endpoint) is not { IsPublic: false, Permission: not null })
            {
                continue;
            }

            foreach (var method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods)
            {
                using var request = new HttpRequestMessage(new(method), "/" + endpoint.RoutePattern.RawText!.TrimStart('/'));
                request.Headers.Add("Cookie", $"__Host-actors-staff={session}");
                if (method is not ("GET" or "HEAD"))
                {
                    var type = endpoint.Metadata.GetMetadata<IAcceptsMetadata>()?.ContentTypes[0];
                    request.Content = type is null or "multipart/form-data" or "application/x-www-form-urlencoded"
                        ? new FormUrlEncodedContent([])
                        : new StringContent("{}", Encoding.UTF8, type);
                    using var answer = await client.SendAsync(request, Cancelled);
                    Assert.Equal((request.RequestUri, HttpStatusCode.BadRequest), (request.RequestUri, answer.StatusCode));
                    Assert.Contains(
                        "was not made by this server", await answer.Content.ReadAsStringAsync(Cancelled),
                        StringComparison.Ordinal);
                    tried++;
                }
            }
        }

        Assert.True(tried >= 15, $"{tried} requests change something.");
    }
}
