using System.Globalization;
using System.Threading.RateLimiting;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Protection;
using Actors.Grains.Registration;
using Actors.Privacy.Copies;
using Actors.Server.Edge;
using Actors.Server.Phones.SignIn;

namespace Actors.Server.Phones;

/// <summary>
/// A person's own copy of everything that is held about them, and of the companions, for the phone that has signed in; also
/// after the stay, until the person is erased.
/// </summary>
internal sealed class OwnCopyEndpoints : IDisposable
{
    private const int PerPeriod = 4;
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(15);

    private readonly PartitionedRateLimiter<EntrantId> _limiter = PartitionedRateLimiter.Create<EntrantId, EntrantId>(
        person => RateLimitPartition.GetFixedWindowLimiter(person, static _ => new()
        {
            PermitLimit = PerPeriod,
            Window = Period,
            QueueLimit = 0,
        }));

    /// <summary>Maps <c>GET /registration/copy</c> and the same with the number of a companion.</summary>
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        foreach (var path in (string[])["/registration/copy", "/registration/copy/{companion}"])
        {
            endpoints.MapGet(path, WriteAsync).ForPhones().WithTags("Registration")
                .WithSummary("Everything that is held about the person of the phone, or about a companion, as JSON.");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _limiter.Dispose();

    private static async Task WriteAsync(
        HttpContext context, OwnCopyEndpoints copies, OwnCopy copy, IGrainFactory grains, string? companion = null)
    {
        var carer = PhoneIdentity.Of(context.User).Person;
        using var lease = copies._limiter.AttemptAcquire(carer);
        if (!lease.IsAcquired)
        {
            context.Response.Headers.RetryAfter = ((int)Period.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            return;
        }

        var view = await grains.GetGrain<IRegistrationGrain>(carer.ToString()).ReadAsync();
        var person = companion is null ? carer
            : EntrantId.TryParse(companion, out var named) && view?.Companions.Contains(named) == true ? named
            : (EntrantId?)null;
        if (view is null || person is not { } subject)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound; // For unknown people too.
            return;
        }

        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.ContentDisposition = "attachment; filename=\"copy.json\"";
        try
        {
            await copy.WriteAsync(subject, context.Response.Body, context.RequestAborted);
        }
        catch (RecordShreddedException) when (!context.Response.HasStarted)
        {
            context.Response.Clear();
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        }
    }
}
