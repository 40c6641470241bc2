using Actors.Server.Edge;

namespace Actors.Server.Board;

/// <summary>
/// Sends frames to browsers. A browser that does not take a frame in time is disconnected and connects again by itself.
/// </summary>
internal sealed class BoardStream(TimeProvider wallClock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>So long after a session ended, nothing is sent any more: the browser connects again, and is refused.</summary>
    private static readonly TimeSpan LongestForStaff = TimeSpan.FromMinutes(5);

    /// <summary>Sends until the browser goes or is disconnected.</summary>
    public async Task SendAsync(HttpContext context, BoardLane lane, CancellationToken stopping)
    {
        var longest = StaffIdentity.Of(context.User) is null ? Timeout.InfiniteTimeSpan : LongestForStaff;
        using var enough = new CancellationTokenSource(longest, wallClock);
        lane.Enter();
        try
        {
            context.Response.ContentType = "text/event-stream";
            context.Response.Headers.CacheControl = "no-store";
            context.Response.Headers["X-Accel-Buffering"] = "no";
            using var gone = CancellationTokenSource.CreateLinkedTokenSource(
                context.RequestAborted, stopping, enough.Token);
            await SendAllAsync(context, lane, gone.Token);
        }
        catch (OperationCanceledException)
        {
            // The browser went, the server stops, or the browser was too slow.
        }
        finally
        {
            lane.Leave();
        }
    }

    private async Task SendAllAsync(HttpContext context, BoardLane lane, CancellationToken gone)
    {
        var next = lane.Next;
        await WriteAsync(context, "retry: 2000\n\n"u8.ToArray(), gone);
        while (true)
        {
            var frame = await next.WaitAsync(gone);
            next = lane.Next; // Frames made while this one is written are skipped, except the newest.
            await WriteAsync(context, [.. "data: "u8, .. frame.Json, .. "\n\n"u8], gone);
        }
    }

    private async Task WriteAsync(HttpContext context, byte[] bytes, CancellationToken gone)
    {
        using var late = new CancellationTokenSource(Patience, wallClock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(gone, late.Token);
        try
        {
            await context.Response.Body.WriteAsync(bytes, either.Token);
            await context.Response.Body.FlushAsync(either.Token);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested)
        {
            context.Abort();
            throw;
        }
    }
}
