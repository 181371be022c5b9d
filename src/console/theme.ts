import type { ThemeConfig } from 'antd';

/** Calm and dense enough for work; red is kept for alarms and deeds that cannot be undone. */
export const theme: ThemeConfig = {
  token: {
    colorPrimary: '#1f6a73',
    colorLink: '#1f6a73',
    colorInfo: '#1f6a73',
    colorError: '#b3141c',
    colorText: '#1d2a2e',
    colorTextSecondary: '#4d5c61',
    colorBgLayout: '#f3f5f5',
    colorBorderSecondary: '#e3e8e8',
    borderRadius: 6,
    fontFamily: '"Noto Sans SC", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Xiyangli", sans-serif',
  },
  components: {
    Menu: { itemHeight: 36, itemMarginBlock: 2, itemSelectedBg: '#dcebec', groupTitleFontSize: 12 },
    Table: { cellPaddingBlockSM: 7, headerBg: '#f7f9f9' },
    Layout: { siderBg: '#ffffff', headerBg: '#ffffff' },
  },
};
