using System.Text.Json;
using Actors.Protocol;
using Actors.Protocol.Messages;
using Microsoft.Extensions.Options;

namespace Actors.Server.Registration;

/// <summary>
/// Gives answers whose time and size tell nothing of what the server knows: at a multiple of a fixed time after the request
/// arrived, and filled up to a multiple of a fixed size.
/// </summary>
internal sealed class EqualAnswers(IOptions<RegistrationOptions> options, TimeProvider wall)
{
    /// <summary>Answers are a multiple of this size in bytes.</summary>
    public const int SizeStep = 2_048;

    /// <summary>Does work, and returns its result when the time has come, also when it failed.</summary>
    public async Task<T> HoldAsync<T>(Func<Task<T>> work)
    {
        var begun = wall.GetTimestamp();
        try
        {
            return await work();
        }
        finally
        {
            var step = options.Value.AnswerAfter;
            var steps = Math.Floor(wall.GetElapsedTime(begun) / step) + 1;

            // A phone that goes away does not end the wait: a peer could measure when the server notices.
            await Task.Delay((step * steps) - wall.GetElapsedTime(begun), wall, CancellationToken.None);
        }
    }

    /// <summary>Fills an answer up with blanks.</summary>
    public static RegistrationAnswer Pad(RegistrationAnswer answer)
    {
        var size = JsonSerializer.SerializeToUtf8Bytes(answer, ProtocolJson.Default.RegistrationAnswer).Length;
        return answer with { Padding = new(' ', (SizeStep - (size % SizeStep)) % SizeStep) };
    }
}
