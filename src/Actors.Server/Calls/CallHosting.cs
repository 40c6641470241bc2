using Actors.Grains.Calls;
using Actors.Vision.Hosting;
using Actors.WebRtc.Sessions;

namespace Actors.Server.Calls;

/// <summary>Video calls: media, detection, and who joins them.</summary>
public static class CallHosting
{
    /// <summary>Adds them, with options from the sections <c>Media</c> and <c>Vision</c>.</summary>
    public static void AddCalls(this IServiceCollection services)
    {
        services.AddVision();
        services.AddSingleton<FrameAnalysts>();
        services.AddHostedService(provider => provider.GetRequiredService<FrameAnalysts>());
        services.AddCallEndpoint();
        services.AddSingleton<ICallRoom, CallRoom>();
        services.AddSingleton<CallMeter>();
        services.AddSingleton<CallLog>();
        services.AddSingleton<CallEvidence>();
        services.AddSingleton<CallSessionServices>();
        services.AddSingleton<CallDesk>();
        services.AddHostedService(provider => provider.GetRequiredService<CallDesk>());
    }
}
