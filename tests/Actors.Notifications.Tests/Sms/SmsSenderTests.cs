using System.Net;
using System.Text;
using System.Text.Json;
using Actors.Domain.Outbox;
using Actors.Notifications.Sms;
using Actors.Notifications.Tests.Push;
using Microsoft.Extensions.Options;

namespace Actors.Notifications.Tests.Sms;

public sealed class SmsSenderTests : IDisposable
{
    private const string Number = "+819012345678";
    private readonly Service _gateway = new()
    {
        Answer = () => new(HttpStatusCode.OK) { Content = new StringContent("{\"id\":\"m-7\"}") },
    };
    private readonly SmsOptions _options = new() { GatewayUrl = new("https://sms.example.org/send"), Secret = "Bearer s" };

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _gateway.Dispose();

    [Fact]
    public async Task The_gateway_gets_what_the_settings_describe()
    {
        var outcome = await SendAsync();
        Assert.Equal((SendVerdict.Accepted, "m-7"), (outcome.Verdict, outcome.Reference));
        var request = Assert.Single(_gateway.Requests);
        using var body = JsonDocument.Parse(request.Body);
        var id = MessageId.Of("a").ToString();
        Assert.Equal(
            (Number, "短文", id),
            (body.RootElement.GetProperty("to").GetString(), body.RootElement.GetProperty("text").GetString(),
                body.RootElement.GetProperty("id").GetString()));
        Assert.Equal(
            ("Bearer s", id, "application/json; charset=utf-8"),
            (request.Header("Authorization"), request.Header("Idempotency-Key"), request.Header("Content-Type")));
    }

    [Fact]
    public async Task A_form_is_escaped_and_a_text_cannot_add_to_the_template()
    {
        (_options.MediaType, _options.Body) = ("application/x-www-form-urlencoded", "To={to}&Body={text}&Ref={id}");
        await SendAsync("a&b={id} ü");
        Assert.Equal(
            $"To=%2B819012345678&Body=a%26b%3D%7Bid%7D%20%C3%BC&Ref={MessageId.Of("a")}",
            Encoding.UTF8.GetString(_gateway.Requests[0].Body));
    }

    [Theory]
    [InlineData(HttpStatusCode.BadRequest, "Refused")]
    [InlineData(HttpStatusCode.Unauthorized, "RetryLater")]
    [InlineData(HttpStatusCode.TooManyRequests, "RetryLater")]
    [InlineData(HttpStatusCode.BadGateway, "RetryLater")]
    public async Task An_answer_says_what_becomes_of_the_message(HttpStatusCode status, string verdict)
    {
        _gateway.Answer = () => new(status);
        Assert.Equal(verdict, (await SendAsync()).Verdict.ToString());
    }

    [Fact]
    public async Task A_text_that_would_cost_too_much_is_not_sent()
    {
        Assert.Equal("too-long", (await SendAsync(new string('界', 4 * 67 + 1))).Reason);
        Assert.Empty(_gateway.Requests);
    }

    [Fact]
    public async Task An_answer_without_a_name_is_fine()
    {
        _gateway.Answer = () => new(HttpStatusCode.OK) { Content = new StringContent("OK") };
        var outcome = await SendAsync();
        Assert.Equal((SendVerdict.Accepted, null), (outcome.Verdict, outcome.Reference));
    }

    [Theory]
    [InlineData("http://sms.example.org", "Sms:GatewayUrl")]
    [InlineData("/send", "Sms:GatewayUrl")]
    public void Settings_that_are_wrong_are_named(string url, string setting)
    {
        _options.GatewayUrl = new(url, UriKind.RelativeOrAbsolute);
        _options.ReceiptSecret = "short";
        _options.Body = "{to}";
        var result = new SmsOptions.Validator().Validate(null, _options);
        Assert.Contains(setting, result.FailureMessage, StringComparison.Ordinal);
        Assert.Contains("Sms:ReceiptSecret", result.FailureMessage, StringComparison.Ordinal);
        Assert.Contains("{text}", result.FailureMessage, StringComparison.Ordinal);
    }

    private Task<SendOutcome> SendAsync(string? text = null)
    {
        var message = PushSenderTests.MessageTo(Number);
        message = text is null ? message : message with { Text = message.Text with { Short = text } };
        return new SmsSender(_gateway, Options.Create(_options)).SendAsync(message, Cancelled);
    }
}
