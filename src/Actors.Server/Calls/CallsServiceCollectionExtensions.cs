using Actors.Grains.Calls;
using Actors.Vision.Hosting;
using Actors.WebRtc.Sessions;

namespace Actors.Server.Calls;

/// <summary>Registers video calls: media, face detection, and the sessions of phones.</summary>
public static class CallsServiceCollectionExtensions
{
    /// <summary>Adds video calls, with options from the sections <c>Media</c> and <c>Vision</c>.</summary>
    public static IServiceCollection AddCalls(this IServiceCollection services)
    {
        services.AddVision();
        services.AddSingleton<PictureMeter>();
        services.AddSingleton<FrameAnalysts>();
        services.AddHostedService(provider => provider.GetRequiredService<FrameAnalysts>());
        services.AddCallEndpoint();
        services.AddSingleton<ICallRoom, CallRoom>();
        services.AddSingleton<StillArchive>();
        services.AddSingleton<CallSessions>();
        services.AddHostedService(provider => provider.GetRequiredService<CallSessions>());
        return services;
    }
}
