using System.Net;
using System.Text;
using System.Text.Json;
using Actors.Server.Edge;
using Actors.Storage.Databases;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Server.Tests.Edge;

/// <summary>A request that fails is answered in words, without details of the server.</summary>
public sealed class FaultAnswersTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>A full disk gave 500 without a body.</summary>
    [Fact]
    public async Task Storage_that_fails_is_answered_with_503_and_when_to_come_back()
    {
        await using var server = new ServerFactory { Settings = { ["Development:Enabled"] = "true" } };
        using var client = server.CreateClient();
        var database = server.Services.GetRequiredService<Database>();
        await using (var connection = await database.OpenAsync(Cancelled))
        {
            await using var command = connection.Command("DROP TABLE phone_token");
            await command.ExecuteNonQueryAsync(Cancelled);
        }

        using var body = new StringContent("""{"count": 1, "programme": "japan-2021"}""", Encoding.UTF8, "application/json");
        using var answer = await client.PostAsync("/development/entrants", body, Cancelled);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(TimeSpan.FromSeconds(10), answer.Headers.RetryAfter!.Delta);
        Assert.Equal("DENY", answer.Headers.GetValues("X-Frame-Options").Single());
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancelled));
        var text = problem.RootElement.ToString();
        Assert.Contains("Try again", text, StringComparison.Ordinal);
        Assert.DoesNotContain("phone_token", text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_may_pass_is_told_from_what_is_a_fault_of_the_program()
    {
        Assert.All<Exception>(
            [
                new SqliteException("database or disk is full", 13), new IOException("No space left on device"),
                new TimeoutException(), new OrleansException("busy"), new InvalidOperationException("x", new IOException()),
                new AggregateException(new FormatException(), new TimeoutException()),
            ],
            exception => Assert.True(FaultAnswers.IsPassing(exception)));
        Assert.All<Exception>(
            [
                new InvalidOperationException(), new ArgumentOutOfRangeException("x"),
                new AggregateException(new FormatException()),
            ],
            exception => Assert.False(FaultAnswers.IsPassing(exception)));
    }
}
