using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Registration;
using Actors.Grains.Registration;
using Actors.Protocol;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Actors.Server.Registration;

/// <summary>
/// A request that a phone signed: the body, and the signature over it. Who signs, when, and the signature stand in the headers
/// <c>Device-Person</c>, <c>Device-Time</c> and <c>Device-Signature</c>. The grain of the person verifies the signature.
/// </summary>
/// <typeparam name="T">The message in the body.</typeparam>
[SuppressMessage("Maintainability", "CA1506", Justification = "Reads a request by the services of the framework.")]
internal sealed class SignedBody<T> : IBindableFromHttpContext<SignedBody<T>>
    where T : class
{
    private const string PersonHeader = "Device-Person";
    private const string TimeHeader = "Device-Time";
    private const string SignatureHeader = "Device-Signature";

    /// <summary>How far the time of a signature may be from that of the server.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    private SignedBody(RegistrationWords words) => Words = words;

    /// <summary>The texts in the language that the phone asks for.</summary>
    public RegistrationWords Words { get; }

    /// <summary>What is wrong with the request; <c>null</c> if nothing is.</summary>
    public ProblemHttpResult? Problem { get; private init; }

    /// <summary>The message.</summary>
    public T Value { get; private init; } = null!;

    /// <summary>The signature.</summary>
    public SignedRequest Signature { get; private init; } = null!;

    /// <summary>Reads a request. What is wrong with it is in <see cref="Problem"/>.</summary>
    public static async ValueTask<SignedBody<T>?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var words = RegistrationWords.Of(context);
        if (!context.RequestServices.GetRequiredService<AttemptLimits>().TryTakeOf(context.Connection.RemoteIpAddress))
        {
            return new(words) { Problem = words.TooMany(context) };
        }

        if (!context.Request.HasJsonContentType())
        {
            throw new BadHttpRequestException(
                "Send JSON, with the header Content-Type: application/json.", StatusCodes.Status415UnsupportedMediaType);
        }

        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var bytes = body.GetBuffer().AsSpan(0, (int)body.Length);
        if (ReadSignature(context.Request, bytes) is not { } signature)
        {
            return new(words) { Problem = words.Refuse(ErrorCode.SignatureWrong) };
        }

        var wall = context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        if (Math.Abs(wall.ToUnixTimeMilliseconds() - signature.SignedAt) > Tolerance.TotalMilliseconds)
        {
            return new(words) { Problem = words.Refuse(ErrorCode.ClockDiffers, ("wallTime", wall)) };
        }

        if (!context.RequestServices.GetRequiredService<AttemptLimits>().TryTakeOf(signature.Person.ToString()))
        {
            return new(words) { Problem = words.TooMany(context) };
        }

        try
        {
            var type = (JsonTypeInfo<T>)ProtocolJson.Default.GetTypeInfo(typeof(T))!;
            return JsonSerializer.Deserialize(bytes, type) is { } value
                ? new(words) { Value = value, Signature = signature }
                : new(words) { Problem = words.Unreadable("") };
        }
        catch (JsonException exception)
        {
            return new(words) { Problem = words.Unreadable((exception.Path ?? "").TrimStart('$').TrimStart('.')) };
        }
    }

    /// <summary>Lets the registration that signed decide.</summary>
    /// <returns>What is wrong; <c>null</c> if it is done.</returns>
    public async Task<ProblemHttpResult?> DecideAsync(
        IGrainFactory grains, Func<IRegistrationGrain, Task<Domain.Ledger.Refusal?>> decide) =>
        Problem ?? (await decide(grains.GetGrain<IRegistrationGrain>(Signature.Person.ToString())) is { } refusal
            ? Words.Refuse(refusal.Code)
            : null);

    private static SignedRequest? ReadSignature(HttpRequest request, ReadOnlySpan<byte> body) =>
        EntrantId.TryParse(request.Headers[PersonHeader], out var person)
        && long.TryParse(request.Headers[TimeHeader], NumberStyles.None, CultureInfo.InvariantCulture, out var time)
        && request.Headers[SignatureHeader] is [{ Length: > 0 } signature]
            ? new($"{request.Method} {request.Path}", person, time, SignedRequest.HashOf(body), signature)
            : null;
}
