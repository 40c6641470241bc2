using Actors.Domain.Outbox;
using Actors.Grains.Messages;
using Actors.Notifications.Mail;
using Actors.Notifications.Outbox;
using Actors.Notifications.Push;
using Actors.Notifications.Sms;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Polly;

namespace Actors.Notifications;

/// <summary>Registers the channels beside the app.</summary>
public static class ChannelsServiceCollectionExtensions
{
    private static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Adds push, SMS and mail, with options from the sections <c>Messages</c>, <c>Push</c>, <c>Sms</c> and <c>Mail</c>, and a
    /// worker for each lane of the outbox. Add it after the silo, so that the workers stop before: they ask grains. Channels
    /// that are not set up stay off.
    /// </summary>
    /// <param name="services">The container.</param>
    /// <param name="isForTrials">Whether receivers on this machine and network are allowed.</param>
    public static IServiceCollection AddChannels(this IServiceCollection services, bool isForTrials)
    {
        AddOptions<MessengerOptions, MessengerOptions.Validator>(services, MessengerOptions.Section);
        AddOptions<PushOptions, PushOptions.Validator>(services, PushOptions.Section)
            .Configure(options => options.IsLocalAllowed = isForTrials);
        AddOptions<SmsOptions, SmsOptions.Validator>(services, SmsOptions.Section)
            .Configure(options => options.IsLocalAllowed = isForTrials)
            .Validate<IOptions<MessengerOptions>>(
                (sms, messages) => sms.GatewayUrl is null || messages.Value.Link is not null,
                "Sms:GatewayUrl is set, but Messages:Link is not: each SMS names the address of the app.");
        AddOptions<MailOptions, MailOptions.Validator>(services, MailOptions.Section);

        services.AddSingleton<LaneSignals>();
        services.AddSingleton<Messenger>();
        services.AddSingleton<IMessenger>(provider => provider.GetRequiredService<Messenger>());
        services.AddSingleton<ContactBook>();
        services.AddSingleton<MessageProofs>();
        services.AddSingleton<MessageMeters>();
        services.AddSingleton<MessageWriter>();
        services.AddSingleton<MessageDelivery>();
        AddSenders(services, isForTrials);
        foreach (var lane in Enum.GetValues<Lane>())
        {
            services.AddSingleton<IHostedService>(provider => ActivatorUtilities.CreateInstance<LaneWorker>(provider, lane));
        }

        services.AddHostedService<OutboxKeeper>();
        return services;
    }

    private static void AddSenders(IServiceCollection services, bool isForTrials)
    {
        services.AddSingleton(provider => new Vapid(
            provider.GetRequiredService<IChannelKeys>().PushKey,
            provider.GetRequiredService<IOptions<PushOptions>>().Value.Contact,
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new PushPace(
            provider.GetRequiredService<IOptions<PushOptions>>().Value.PacePerSecond,
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IMessageSender, PushSender>();
        services.AddSingleton<IMessageSender, SmsSender>();
        services.AddSingleton<IMessageSender, MailSender>();
        AddClient(services, PushSender.Client, usesProxy: false, isForTrials ? null : PushEndpoint.ConnectAsync);
        AddClient(services, SmsSender.Client, usesProxy: !isForTrials, null);
        services.AddLogging(logging => logging.AddFilter("Polly", LogLevel.None));
    }

    private static OptionsBuilder<TOptions> AddOptions<TOptions, TValidator>(IServiceCollection services, string section)
        where TOptions : class
        where TValidator : class, IValidateOptions<TOptions>
    {
        services.AddSingleton<IValidateOptions<TOptions>, TValidator>();
        return services.AddOptions<TOptions>().BindConfiguration(section).ValidateOnStart();
    }

    /// <summary>
    /// Within one attempt only a lost connection is tried again, once. All else is repeated by the outbox, which survives the
    /// process.
    /// </summary>
    private static void AddClient(
        IServiceCollection services, string name, bool usesProxy,
        Func<SocketsHttpConnectionContext, CancellationToken, ValueTask<Stream>>? connect)
    {
        services.AddHttpClient(name, static client => client.Timeout = Timeout.InfiniteTimeSpan) // The pipeline has its own.
            .RemoveAllLoggers() // Addresses of push resources are personal.
            .ConfigurePrimaryHttpMessageHandler(() => Handler(usesProxy, connect))
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan) // Its connections are renewed by their own lifetime.
            .AddResilienceHandler(name, pipeline => pipeline
                .AddTimeout(AttemptTimeout * 2).AddRetry(LostConnections()).AddTimeout(AttemptTimeout));
    }

    private static HttpRetryStrategyOptions LostConnections() => new()
    {
        MaxRetryAttempts = 1,
        Delay = TimeSpan.FromMilliseconds(100),
        ShouldHandle = static attempt => ValueTask.FromResult(attempt.Outcome.Exception is HttpRequestException),
    };

    private static SocketsHttpHandler Handler(
        bool usesProxy, Func<SocketsHttpConnectionContext, CancellationToken, ValueTask<Stream>>? connect) => new()
        {
            AllowAutoRedirect = false, // A redirect could lead to any address.
            UseProxy = usesProxy, // Of pushes a proxy would resolve the name again.
            UseCookies = false,
            ConnectTimeout = ConnectTimeout,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            EnableMultipleHttp2Connections = true,
            ConnectCallback = connect,
        };
}
