using Actors.Domain.Entrants.Stays;
using Actors.Privacy.Tokens;
using Actors.Server.Edge;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Actors.Server.Phones.SignIn;

/// <summary>Lets operators revoke the tokens of a person while the server runs.</summary>
internal static class RevocationEndpoints
{
    /// <summary>Maps <c>POST /phones/revocations</c>, for operators only.</summary>
    public static void MapRevocations(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/phones/revocations", RevokeAsync).ForOperators()
            .WithName("revokeTokens").WithSummary("Revokes all tokens of a person and closes the connections.");

    private static async Task<Results<Ok<Revoked>, ValidationProblem>> RevokeAsync(
        Revocation revocation, PhoneTokens tokens, RevocationWatch watch, TimeProvider wall, CancellationToken cancellationToken)
    {
        if (!EntrantId.TryParse(revocation.Person, out var person))
        {
            return TypedResults.ValidationProblem(new Dictionary<string, string[]>
            {
                ["person"] = ["A person is named by 32 hexadecimal digits."],
            });
        }

        var since = wall.GetUtcNow();
        var count = await tokens.RevokeAllAsync(person, cancellationToken);
        await watch.LookAsync(since, cancellationToken);
        if (count > 0)
        {
            await watch.ExcuseAsync(person);
        }

        return TypedResults.Ok(new Revoked(count));
    }

    /// <summary>Whose tokens are revoked.</summary>
    /// <param name="Person">The id of the person.</param>
    internal sealed record Revocation(string? Person);

    /// <summary>The answer.</summary>
    /// <param name="Tokens">How many tokens there were.</param>
    internal sealed record Revoked(int Tokens);
}
