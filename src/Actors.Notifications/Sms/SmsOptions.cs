using Microsoft.Extensions.Options;

namespace Actors.Notifications.Sms;

/// <summary>
/// The HTTP gateway for SMS. Gateways differ: request and answer are described here, and receipts come in one form that a
/// gateway, or a small adapter before it, sends.
/// </summary>
public sealed class SmsOptions
{
    /// <summary>The section of the settings.</summary>
    public const string Section = "Sms";

    private const int SecretLength = 32;
    private static readonly string[] Placeholders = ["{to}", "{text}"];

    /// <summary>Where messages are posted, https outside trials. Default: <c>null</c>; then SMS is off.</summary>
    public Uri? GatewayUrl { get; set; }

    /// <summary>
    /// The body of the request. <c>{to}</c> is the number in the form of E.164, <c>{text}</c> the text, <c>{id}</c> the id of the
    /// message, by which the gateway recognises a repeat. Each is written as the media type demands.
    /// </summary>
    public string Body { get; set; } = """{"to":{to},"text":{text},"id":{id}}""";

    /// <summary>
    /// The media type of the body: <c>application/json</c>, the default, or <c>application/x-www-form-urlencoded</c>.
    /// </summary>
    public string MediaType { get; set; } = Json;

    /// <summary>The name of the header that carries <see cref="Secret"/>. Default: <c>Authorization</c>.</summary>
    public string SecretHeader { get; set; } = "Authorization";

    /// <summary>
    /// What the gateway knows this installation by, such as <c>Bearer …</c>. It belongs into the environment or a file that only
    /// the server reads, not on the command line.
    /// </summary>
    public string? Secret { get; set; }

    /// <summary>
    /// The member of the gateway's JSON answer with its name for the message. Default: <c>id</c>. Without it receipts must name
    /// ours.
    /// </summary>
    public string ReferenceMember { get; set; } = "id";

    /// <summary>
    /// The key of the signatures of receipts, at least 32 characters. Default: <c>null</c>; then no receipt is taken, and an SMS
    /// proves nothing.
    /// </summary>
    public string? ReceiptSecret { get; set; }

    /// <summary>The longest message in segments; longer ones are not sent. Default: 4.</summary>
    public int MaxSegments { get; set; } = 4;

    internal const string Json = "application/json";

    internal const string Form = "application/x-www-form-urlencoded";

    /// <summary>Whether http is allowed. For trials only. Set by the server, not by a setting.</summary>
    internal bool IsLocalAllowed { get; set; }

    /// <summary>Checks the options.</summary>
    internal sealed class Validator : IValidateOptions<SmsOptions>
    {
        public ValidateOptionsResult Validate(string? name, SmsOptions options)
        {
            var problems = new List<string>();
            if (options.GatewayUrl is { } gateway
                && !(gateway.IsAbsoluteUri
                    && (gateway.Scheme == "https" || (options.IsLocalAllowed && gateway.Scheme == "http"))))
            {
                problems.Add($"{Section}:GatewayUrl is \"{gateway}\". It is an https address: messages may hold codes.");
            }

            if (options.MediaType is not (Json or Form))
            {
                problems.Add($"{Section}:MediaType is \"{options.MediaType}\". Possible are {Json} and {Form}.");
            }

            problems.AddRange(Placeholders
                .Where(part => !options.Body.Contains(part, StringComparison.Ordinal))
                .Select(part => $"{Section}:Body lacks {part}."));
            if (options.ReceiptSecret is { Length: < SecretLength })
            {
                problems.Add($"{Section}:ReceiptSecret has fewer than {SecretLength} characters. Draw a longer one.");
            }

            if (options.MaxSegments is < 1 or > 10)
            {
                problems.Add($"{Section}:MaxSegments is {options.MaxSegments}; it must be from 1 to 10.");
            }

            return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
        }
    }
}
